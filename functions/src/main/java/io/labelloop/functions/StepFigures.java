package io.labelloop.functions;

import io.labelloop.aws.metrics.StepMetrics;
import java.time.Duration;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Writes the figures of steps to standard output, of whose lines CloudWatch makes metrics. */
final class StepFigures {
  private static final Logger LOG = Logger.getLogger("io.labelloop.figures");

  private final StepMetrics metrics;
  private final Consumer<String> lines;

  StepFigures(StepMetrics metrics, Consumer<String> lines) {
    this.metrics = metrics;
    this.lines = lines;
  }

  void write(String step, Record input, Record output, Duration took) {
    try {
      metrics.lines(step, input, output, took).forEach(lines);
    } catch (RuntimeException e) {
      // the step has answered: that nobody could count what it did must not make it fail
      LOG.warnf("figures of %s are missing: %s", step, e.getClass().getSimpleName());
    }
  }
}
