package io.labelloop.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.annotation.Answer;
import io.labelloop.campaign.AnnotatorGroup;
import io.labelloop.campaign.SimulatedSpec;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.port.InMemoryObjectStore;
import io.labelloop.workflow.port.LabelingJob;
import io.labelloop.workflow.port.WorkflowCallback;
import io.labelloop.workflow.port.Workforce;
import io.labelloop.workflow.port.WorkforceContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SimulatedWorkforceTest extends WorkforceContract {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final LaterTime time = new LaterTime();
  private final List<String> succeeded = new ArrayList<>();
  private final Workforce workforce = workforce(0);

  private Workforce workforce(double silent) {
    return workforce(silent, time);
  }

  private Workforce workforce(double silent, SimulatedTime time) {
    return new SimulatedWorkforce(
        new SimulatedSpec(
            "truth", List.of(new AnnotatorGroup(5, 0.9, Optional.empty(), 5, silent))),
        2,
        7,
        item -> Optional.of(new Answer.ClassAnswer(0)),
        new DocumentStore(new InMemoryObjectStore()),
        time,
        new WorkflowCallback() {
          @Override
          public void succeed(String taskToken, String output) {
            succeeded.add(taskToken);
          }

          @Override
          public void fail(String taskToken, String error, String cause) {
            throw new AssertionError(error);
          }

          @Override
          public void heartbeat(String taskToken) {}
        });
  }

  @Override
  protected Workforce workforce() {
    return workforce;
  }

  @Override
  protected void letAnswersCome() {
    time.pass();
  }

  @Override
  protected List<String> succeeded() {
    return succeeded;
  }

  @Test
  void publish_toAnnotatorsWhoNeverAnswer_callsBackAtTheDeadline() {
    Workforce silent = workforce(1);
    LabelingJob job = job("jobs/1", List.of());
    silent.publish(job, "token");
    letAnswersCome();
    assertThat(succeeded).containsExactly("token");
    assertThat(time.instant()).isEqualTo(START.plus(job.deadline()));
    assertThat(silent.collect(job)).isEmpty();
  }

  @Test
  void publish_whereTimeIsReal_findsTheWorkDone() {
    Workforce past = workforce(0, new PastTime(() -> START));
    LabelingJob job = job("jobs/1", List.of());
    past.publish(job, "token");
    assertThat(succeeded).containsExactly("token");
    assertThat(past.collect(job)).hasSize(job.wanted());
    assertThat(past.collect(job)).allMatch(answer -> !answer.answeredAt().isAfter(START));
    past.cancel(job);
    assertThat(past.collect(job)).hasSize(job.wanted());
  }

  /** Time that passes when it is told to. */
  private static final class LaterTime implements SimulatedTime {
    private final TreeMap<Instant, Runnable> later = new TreeMap<>();
    private Instant now = START;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public Instant start(Duration length) {
      return now;
    }

    @Override
    public void schedule(Instant at, Runnable action) {
      later.put(at, action);
    }

    void pass() {
      while (!later.isEmpty()) {
        var first = later.pollFirstEntry();
        now = first.getKey().isAfter(now) ? first.getKey() : now;
        first.getValue().run();
      }
    }
  }
}
