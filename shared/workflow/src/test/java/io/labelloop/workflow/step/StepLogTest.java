package io.labelloop.workflow.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepLogTest {
  private final List<String> lines = new ArrayList<>();
  private final StepLog log = new StepLog(lines::add);

  record Input(String prefix, int round, String taskToken) {}

  record Output(int labels, boolean certified, String text) {}

  /** A step that answers, or fails. */
  static final class TryItOut implements Step<Input, Output> {
    @Override
    public Class<Input> inputType() {
      return Input.class;
    }

    @Override
    public Output execute(Input input) {
      if (input.round() == 0) {
        throw new IllegalStateException("words about " + input.taskToken());
      }
      return new Output(12, true, "somebody's text");
    }
  }

  @Test
  void execute_ofAStep_writesOneLineOfIdsAndCounts() {
    Output output = log.execute(new TryItOut(), new Input("campaigns/birds/", 7, "secret"));
    assertThat(output.labels()).isEqualTo(12);
    assertThat(lines)
        .singleElement()
        .asString()
        .matches(
            "step=TryItOut campaign=birds round=7 labels=12 certified=true outcome=ok ms=\\d+");
  }

  @Test
  void execute_ofAStepThatFails_writesTheErrorsNameOnlyAndThrows() {
    assertThatThrownBy(
            () -> log.execute(new TryItOut(), new Input("campaigns/birds/", 0, "secret")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(lines)
        .singleElement()
        .asString()
        .matches("step=TryItOut campaign=birds round=0 outcome=IllegalStateException ms=\\d+");
  }

  @Test
  void execute_withAForgedId_staysOnOneLine() {
    log.execute(new TryItOut(), new Input("campaigns/a\nstep=Evil outcome=ok/", 1, "t"));
    assertThat(lines).singleElement().asString().contains("campaign=a?step?Evil?outcome?ok");
  }
}
