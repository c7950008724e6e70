package io.labelloop.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.step.CampaignSteps;
import io.labelloop.workflow.step.Step;
import io.labelloop.workflow.step.StepLog;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** Runs the step that this function is. All steps share it: each is a record in, a record out. */
@Named("step")
public class StepHandler implements RequestStreamHandler {
  private final Step<?, ?> step;
  private final StepLog log;
  private final StepFigures figures;

  StepHandler(CampaignSteps steps, Settings settings, StepLog log, StepFigures figures) {
    String name = settings.step().orElse("");
    this.step =
        steps.all().stream()
            .filter(known -> known.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "LABELLOOP_STEP must name a step, such as OpenCampaign, but was '"
                            + name
                            + "'"));
    this.log = log;
    this.figures = figures;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    JsonCodec.mapper().writeValue(output, execute(step, input));
  }

  private <I extends Record, O extends Record> O execute(Step<I, O> known, InputStream input)
      throws IOException {
    I asked = JsonCodec.mapper().readValue(input, known.inputType());
    long start = System.nanoTime();
    O answer = log.execute(known, asked);
    figures.write(known.name(), asked, answer, Duration.ofNanos(System.nanoTime() - start));
    return answer;
  }
}
