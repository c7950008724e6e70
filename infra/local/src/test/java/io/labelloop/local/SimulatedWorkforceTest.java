package io.labelloop.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.campaign.AnnotatorGroup;
import io.labelloop.campaign.SimulatedSpec;
import io.labelloop.local.asl.VirtualTimeline;
import io.labelloop.model.ClassLabels;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.port.InMemoryObjectStore;
import io.labelloop.workflow.port.LabelingJob;
import io.labelloop.workflow.port.WorkflowCallback;
import io.labelloop.workflow.port.Workforce;
import io.labelloop.workflow.port.WorkforceContract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulatedWorkforceTest extends WorkforceContract {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final VirtualTimeline timeline = new VirtualTimeline(START);
  private final List<String> succeeded = new ArrayList<>();
  private final Workforce workforce = workforce(0);

  private Workforce workforce(double silent) {
    return new SimulatedWorkforce(
        new SimulatedSpec(
            "truth", List.of(new AnnotatorGroup(5, 0.9, Optional.empty(), 5, silent))),
        new ClassLabels(List.of("a", "b")),
        7,
        item -> Optional.of("a"),
        new DocumentStore(new InMemoryObjectStore()),
        timeline,
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
    timeline.enter();
    timeline.leave();
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
    assertThat(timeline.instant()).isEqualTo(START.plus(job.deadline()));
    assertThat(silent.collect(job)).isEmpty();
  }
}
