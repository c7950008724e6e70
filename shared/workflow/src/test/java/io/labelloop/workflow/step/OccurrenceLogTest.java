package io.labelloop.workflow.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OccurrenceLogTest {
  private final List<String> lines = new ArrayList<>();
  private final OccurrenceLog log = new OccurrenceLog(lines::add);

  @Test
  void write_ofAnOccurrence_isOneLineOfJsonInAFixedOrder() {
    log.write("sign-in", "refused", Map.of("reason", "state", "person", "p-1"));
    assertThat(lines)
        .containsExactly(
            "{\"event\":\"sign-in\",\"outcome\":\"refused\",\"person\":\"p-1\",\"reason\":\"state\"}");
  }

  @Test
  void write_ofALineBreak_staysOneLine() {
    log.write("sign-in", "refused", Map.of("reason", "a\nstep=Evil \"x\""));
    assertThat(lines).singleElement().asString().doesNotContain("\n").contains("a\\nstep");
  }

  @Test
  void failed_ofAnErrorThatQuotesAText_hasItsNameAlone() {
    log.failed("hit-notification", "m-1", new IllegalStateException("the text of a person"));
    assertThat(lines)
        .containsExactly(
            "{\"event\":\"hit-notification\",\"outcome\":\"failed\",\"error\":\"IllegalStateException\",\"id\":\"m-1\"}");
  }
}
