package io.labelloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CampaignChangeTest {
  private static final CampaignSpecReader READER =
      new CampaignSpecReader(
          new KnownNames(
              List.of("margin", "margin-cluster"),
              List.of("typical"),
              List.of("logistic-regression"),
              List.of("token-entropy"),
              List.of("crf")));
  private static final String STOP =
      "{\"accuracy\": {\"target\": 0.9}, \"budget\": \"5 USD\", \"maxRounds\": 10}";

  private static byte[] file(String stop, String question) {
    return """
        {"task": {"labels": ["a", "b"], "question": "%s"}, "pool": {"location": "pool.jsonl"},
         "workforce": {"type": "portal", "pricePerAnnotation": "0.04 USD"}, "stop": %s}
        """
        .formatted(question, stop)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static CampaignSpec spec(byte[] file) {
    return switch (READER.read(file, "campaign.json")) {
      case CampaignSpecReader.Reading.Valid valid -> valid.spec();
      case CampaignSpecReader.Reading.Invalid invalid ->
          throw new AssertionError(invalid.mistakes());
    };
  }

  private static List<String> refused(String before, String after, String question) {
    byte[] claimed = file(before, "which?");
    byte[] next = file(after, question);
    return CampaignChange.refusals(spec(claimed), claimed, spec(next), next).stream()
        .map(Finding::pointer)
        .toList();
  }

  private static List<String> refused(String after) {
    return refused(STOP, after, "which?");
  }

  @Test
  void refusals_ofWhatTheCertificateDoesNotRestOn_areNone() {
    assertThat(refused(STOP)).isEmpty();
    assertThat(
            refused(
                "{\"accuracy\": {\"target\": 0.8}, \"budget\": \"1 USD\", \"maxRounds\": 4,"
                    + " \"maxLabels\": 70}"))
        .isEmpty();
    assertThat(
            refused("{\"maxRounds\": 3}", "{\"maxRounds\": 30, \"budget\": \"1 USD\"}", "which?"))
        .isEmpty();
  }

  @Test
  void refusals_ofWhatTheCertificateRestsOn_nameIt() {
    assertThat(
            refused(
                "{\"accuracy\": {\"target\": 0.9, \"confidence\": 0.8}, \"budget\": \"5 USD\","
                    + " \"maxRounds\": 11}"))
        .containsExactly("/stop/accuracy/confidence", "/stop/maxRounds");
    assertThat(refused("{\"accuracy\": {\"target\": 0.9}, \"budget\": \"5 USD\"}"))
        .containsExactly("/stop/maxRounds");
    assertThat(refused("{\"budget\": \"5 USD\", \"maxRounds\": 10}"))
        .containsExactly("/stop/accuracy");
    assertThat(refused("{\"maxRounds\": 3}", STOP, "which?")).containsExactly("/stop/accuracy");
    assertThat(refused("{\"accuracy\": {\"target\": 0.9}, \"maxRounds\": 10}"))
        .containsExactly("/stop/budget");
  }

  @Test
  void refusals_ofEverythingElse_comeAtOnce() {
    assertThat(refused(STOP, "{\"maxRounds\": 30}", "who?"))
        .containsExactly("/task/question", "/stop/budget", "/stop/accuracy");
  }

  @Test
  void withStop_ofAFile_changesItsStopRulesAlone() {
    byte[] other = file("{\"maxRounds\": 2}", "who?");
    CampaignSpec changed =
        spec(CampaignChange.withStop(file(STOP, "which?"), CampaignChange.stopOf(other)));
    assertThat(changed.stop()).isEqualTo(spec(other).stop());
    assertThat(changed.task()).isEqualTo(spec(file(STOP, "which?")).task());
  }
}
