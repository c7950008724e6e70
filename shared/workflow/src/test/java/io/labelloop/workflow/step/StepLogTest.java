package io.labelloop.workflow.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.labelloop.workflow.document.JsonCodec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepLogTest {
  private final List<String> lines = new ArrayList<>();
  private final StepLog log = StepLog.inWords(lines::add);

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

  @Test
  void execute_inJson_writesTheSameFieldsAsOneObject() throws JsonProcessingException {
    StepLog.inJson(lines::add).execute(new TryItOut(), new Input("campaigns/birds/", 7, "secret"));
    ObjectNode line = (ObjectNode) JsonCodec.mapper().readTree(lines.getFirst());
    assertThat(line.remove("ms").isIntegralNumber()).isTrue();
    assertThat(line)
        .isEqualTo(
            JsonCodec.mapper()
                .readTree(
                    """
                    {"step": "TryItOut", "campaign": "birds", "round": 7, "labels": 12, "certified": true,
                     "outcome": "ok"}
                    """));
  }

  @Test
  void execute_ofAnyStep_writesNeitherTextsNorTokensNorWordsOfErrors() {
    for (StepLog any : List.of(log, StepLog.inJson(lines::add))) {
      any.execute(new TryItOut(), new Input("campaigns/birds/", 7, "secret"));
      assertThatThrownBy(
              () -> any.execute(new TryItOut(), new Input("campaigns/birds/", 0, "secret")))
          .hasMessageContaining("secret");
    }
    assertThat(lines)
        .hasSize(4)
        .noneMatch(
            line -> line.contains("secret") || line.contains("text") || line.contains("words"));
  }
}
