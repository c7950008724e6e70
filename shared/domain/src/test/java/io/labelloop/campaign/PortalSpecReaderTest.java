package io.labelloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortalSpecReaderTest {
  private static final String TEXTS =
      "\"task\": {\"labels\": [\"a\", \"b\"]}, \"pool\": {\"location\": \"p.jsonl\"}";

  @Test
  void read_ofAPortalThatSaysNothing_isTheDefault() {
    assertThat(PortalFile.valid(TEXTS, "")).isEqualTo(PortalSpec.DEFAULT);
  }

  @Test
  void read_ofAWholeSection_isWhatItSays() {
    PortalSpec spec =
        PortalFile.valid(
            TEXTS,
            "\"guidelines\": {\"short\": \"s\", \"full\": \"# f\"}, \"order\": \"easy-first\","
                + " \"deadlineHours\": 8, \"leaseSeconds\": {\"min\": 60, \"max\": 600}");
    assertThat(spec.shortGuidelines()).isEqualTo("s");
    assertThat(spec.fullGuidelines()).isEqualTo("# f");
    assertThat(spec.order()).isEqualTo(PortalSpec.Order.EASY_FIRST);
    assertThat(spec.deadline()).isEqualTo(Duration.ofHours(8));
    assertThat(spec.leaseMin()).isEqualTo(Duration.ofMinutes(1));
    assertThat(spec.leaseMax()).isEqualTo(Duration.ofMinutes(10));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"order\": \"fast\" | must be one of random, easy-first",
        "\"deadlineHours\": 0 | must be a whole number from 1 to 720",
        "\"leaseSeconds\": {\"min\": 20, \"max\": 10} | must be at most max (10), but was 20",
        "\"gold\": {\"items\": []} | is no field that is known here"
      })
  void read_ofAMistake_saysWhatIsAccepted(String portal, String part) {
    assertThat(PortalFile.read(TEXTS, portal).toString()).contains(part);
  }

  @Test
  void schema_ofThePortal_knowsTheFieldsThatTheReaderKnows() throws IOException {
    assertThat(CampaignSchema.fields("/properties/workforce/properties/portal/properties"))
        .isEqualTo(CampaignSchema.knownToTheReader(PortalFile.read(TEXTS, "\"zzz\": 1")));
  }
}
