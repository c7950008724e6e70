package io.labelloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.budget.Money;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrowdWorkforceSpecTest {
  private static final String PRIVATE =
      "arn:aws:sagemaker:eu-west-1:123456789012:workteam/private-crowd/linguists";
  private static final String PUBLIC =
      "arn:aws:sagemaker:us-east-1:394669845002:workteam/public-crowd/default";

  private static CampaignSpecReader.Reading read(String workforce) {
    return read("{\"location\": \"p.jsonl\"}", workforce);
  }

  private static CampaignSpecReader.Reading read(String pool, String workforce) {
    var names =
        new KnownNames(
            List.of("margin-cluster"),
            List.of("typical"),
            List.of("logistic-regression"),
            List.of("mnlp", "margin", "random"),
            List.of("crf", "hmm"));
    String file =
        "{\"task\": {\"labels\": [\"a\", \"b\"]}, \"pool\": "
            + pool
            + ", \"stop\": {\"maxRounds\": 3},"
            + "\"workforce\": "
            + workforce
            + "}";
    return new CampaignSpecReader(names)
        .read(file.getBytes(StandardCharsets.UTF_8), "campaign.json");
  }

  private static WorkforceSpec valid(String workforce) {
    CampaignSpecReader.Reading reading = read(workforce);
    assertThat(reading).isInstanceOf(CampaignSpecReader.Reading.Valid.class);
    return ((CampaignSpecReader.Reading.Valid) reading).spec().workforce();
  }

  private static String groundTruth(String more) {
    return "{\"type\": \"ground-truth\", \"pricePerAnnotation\": \"0.10 USD\", \"groundTruth\": {"
        + more
        + "}}";
  }

  private static String mechanicalTurk(String price, String more) {
    return "{\"type\": \"mechanical-turk\", \"pricePerAnnotation\": \""
        + price
        + "\", \"mechanicalTurk\": {"
        + more
        + "}}";
  }

  @Test
  void read_ofGroundTruthWithAWorkTeamOnly_fillsInTheDefaults() {
    GroundTruthSpec spec =
        valid(groundTruth("\"workTeam\": \"" + PRIVATE + "\"")).groundTruth().orElseThrow();
    assertThat(spec.workTeam()).isEqualTo(PRIVATE);
    assertThat(spec.publicWorkTeam()).isFalse();
    assertThat(spec.pricePerObject()).isEqualTo(Money.parse("0 USD"));
    assertThat(spec.taskTimeLimitSeconds()).isEqualTo(300);
    assertThat(spec.availableSeconds()).isEqualTo(864_000);
    assertThat(spec.maxConcurrentTasks()).isEqualTo(1_000);
  }

  /** The workers' browsers fetch what is shown to them, and none of them can read a bucket. */
  @Test
  void read_ofPicturesForMechanicalTurk_takesAddressesAndNoKeys() {
    String pool = "{\"location\": \"pool/\", \"features\": [\"x\"], \"image\": %s}";
    String turk = mechanicalTurk("0.10 USD", "");
    for (String keysOnly : List.of("\"photo\"", "{\"column\": \"photo\"}")) {
      assertThat(read(pool.formatted(keysOnly), turk).toString())
          .contains("/pool/image: must have hosts for mechanical-turk")
          .contains("or choose the portal or ground-truth");
      assertThat(read(pool.formatted(keysOnly), groundTruth("\"workTeam\": \"" + PRIVATE + "\"")))
          .isInstanceOf(CampaignSpecReader.Reading.Valid.class);
    }
    CampaignSpec spec =
        ((CampaignSpecReader.Reading.Valid)
                read(
                    pool.formatted("{\"column\": \"photo\", \"hosts\": [\"images.example.org\"]}"),
                    turk))
            .spec();
    assertThat(spec.pool().image().orElseThrow())
        .isEqualTo(
            new ImageSpec.Reference(
                "photo", java.util.Optional.empty(), List.of("images.example.org"), false));
  }

  @Test
  void read_ofThePublicWorkTeam_takesOneOfItsPricePoints() {
    GroundTruthSpec spec =
        valid(
                groundTruth(
                    "\"workTeam\": \""
                        + PUBLIC
                        + "\", \"taskPrice\": \"0.06 USD\", \"pricePerObject\": \"0.04 USD\","
                        + " \"contentFreeOf\": [\"personal-information\"]"))
            .groundTruth()
            .orElseThrow();
    assertThat(spec.taskPrice()).contains(Money.parse("0.060 USD"));
    assertThat(spec.availableSeconds()).isEqualTo(21_600);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "| is missing; give the work team's ARN",
        "\"workTeam\": \"linguists\" | must be the ARN of a private, vendor or public work team",
        "\"workTeam\": \"" + PUBLIC + "\" | but was missing",
        "\"workTeam\": \"" + PUBLIC + "\", \"taskPrice\": \"0.05 USD\" | 0.048 USD, 0.06 USD",
        "\"workTeam\": \""
            + PUBLIC
            + "\", \"taskPrice\": \"0.012 USD\" | must hold personal-information",
        "\"workTeam\": \""
            + PRIVATE
            + "\", \"taskPrice\": \"0.012 USD\" | is for the public work team only",
        "\"workTeam\": \""
            + PRIVATE
            + "\", \"pricePerObject\": \"0.2 USD\" | or the budget would not hold",
        "\"workTeam\": \""
            + PRIVATE
            + "\", \"pricePerObject\": \"0.02 EUR\" | must be in the currency",
        "\"workTeam\": \"" + PRIVATE + "\", \"availableSeconds\": 2592001 | from 60 to 2592000",
        "\"workTeam\": \"" + PUBLIC + "\", \"availableSeconds\": 43201 | from 60 to 43200",
        "\"workTeam\": \"" + PRIVATE + "\", \"template\": \"page.txt\" | must be an .html file",
        "\"workTeam\": \""
            + PRIVATE
            + "\", \"contentFreeOf\": [\"pii\"] | must be one of personal-information, adult-content",
        "\"workTeam\": \"" + PRIVATE + "\", \"workteam\": \"x\" | did you mean 'workTeam'?"
      })
  void read_ofAMistakeForGroundTruth_saysWhatIsAccepted(String more, String part) {
    assertThat(read(groundTruth(more == null ? "" : more)).toString()).contains(part);
  }

  @Test
  void read_ofMoreAnnotationsThanGroundTruthGivesToAnItem_isRefused() {
    assertThat(
            read("{\"type\": \"ground-truth\", \"pricePerAnnotation\": \"0.10 USD\", \"annotationsPerItem\": 10,"
                    + "\"groundTruth\": {\"workTeam\": \""
                    + PRIVATE
                    + "\"}}")
                .toString())
        .contains("asks at most 9 annotators about an item, but annotationsPerItem was 10");
  }

  @Test
  void read_ofMechanicalTurkWithNothingElse_fillsInTheDefaults() {
    MechanicalTurkSpec spec = valid(mechanicalTurk("0.02 USD", "")).mechanicalTurk().orElseThrow();
    assertThat(spec.itemsPerPage()).isEqualTo(10);
    assertThat(spec.approval()).isEqualTo(MechanicalTurkSpec.Approval.ALL);
    assertThat(spec.qualifications().approvedPercent()).isEqualTo(OptionalInt.empty());
    assertThat(read(mechanicalTurk("0.02 USD", "")).toString())
        .contains("closed on 30 September 2026");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.019 USD | | must be at least 0.02 USD for Mechanical Turk",
        "1 EUR | | must be at least 0.02 USD for Mechanical Turk",
        "0.10 USD | \"hourlyPay\": \"12 USD\" | must be above 0 where hourlyPay is given",
        "0.10 USD | \"hourlyPay\": \"12 EUR\", \"bonusShare\": 0.2 | must be in USD",
        "0.10 USD | \"qualifications\": {\"countries\": [\"us\"]} | must be an ISO 3166 code",
        "0.10 USD | \"qualifications\": {\"adults\": \"yes\"} | must be true or false",
        "0.10 USD | \"approval\": \"none\" | must be one of all, answered"
      })
  void read_ofAMistakeForMechanicalTurk_saysWhatIsAccepted(String price, String more, String part) {
    assertThat(read(mechanicalTurk(price, more == null ? "" : more)).toString()).contains(part);
  }

  @Test
  void read_ofASectionOfAnotherWorkforce_isRefused() {
    assertThat(
            read("{\"type\": \"portal\", \"pricePerAnnotation\": \"1 USD\", \"groundTruth\": {}}")
                .toString())
        .contains("is for the workforce 'ground-truth' only, but type was portal");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"groundTruth", "mechanicalTurk", "mechanicalTurk/properties/qualifications"})
  void schema_ofASection_knowsTheFieldsThatTheReaderKnows(String section) throws IOException {
    String wrong =
        switch (section) {
          case "groundTruth" -> groundTruth("\"zzz\": 1");
          case "mechanicalTurk" -> mechanicalTurk("1 USD", "\"zzz\": 1");
          default -> mechanicalTurk("1 USD", "\"qualifications\": {\"zzz\": 1}");
        };
    assertThat(CampaignSchema.fields("/properties/workforce/properties/" + section + "/properties"))
        .isEqualTo(CampaignSchema.knownToTheReader(read(wrong)));
  }
}
