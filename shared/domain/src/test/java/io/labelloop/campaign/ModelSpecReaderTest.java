package io.labelloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelSpecReaderTest {
  private static final KnownNames NAMES =
      new KnownNames(
          List.of("margin-cluster", "badge", "random"),
          List.of("typical", "random"),
          List.of("logistic-regression", "linear-svm", "random-forest", "boosted-trees"),
          List.of("mnlp"),
          List.of("crf", "hmm"),
          new TrainerFit(
              Set.of("logistic-regression", "linear-svm"),
              Set.of("badge"),
              Set.of("logistic-regression"),
              Map.of("boosted-trees", "XGBoost is not part of this installation")));

  private static CampaignSpecReader.Reading read(String model, String query) {
    String json =
        """
        {"task": {"labels": ["a", "b"]}, "pool": {"location": "p.jsonl"}, "stop": {"maxRounds": 3},
         "workforce": {"type": "portal", "pricePerAnnotation": "1 EUR"}, "model": %s, "query": %s}
        """
            .formatted(model, query);
    return new CampaignSpecReader(NAMES)
        .read(json.getBytes(StandardCharsets.UTF_8), "campaign.json");
  }

  private static ModelSpec valid(String model) {
    assertThat(read(model, "{}")).isInstanceOf(CampaignSpecReader.Reading.Valid.class);
    return ((CampaignSpecReader.Reading.Valid) read(model, "{}")).spec().model();
  }

  private static List<Finding> mistakes(String model, String query) {
    assertThat(read(model, query)).isInstanceOf(CampaignSpecReader.Reading.Invalid.class);
    return ((CampaignSpecReader.Reading.Invalid) read(model, query)).mistakes();
  }

  @Test
  void read_ofATrainer_isTheOneOfThatName() {
    TrainerSpec trainer = valid("{\"trainer\": \"random-forest\"}").trainer();

    assertThat(trainer).isEqualTo(TrainerSpec.named("random-forest"));
    assertThat(trainer.inWords()).isEqualTo("random-forest");
  }

  @Test
  void read_ofACommittee_hasItsMembers() {
    assertThat(valid("{\"trainer\": {\"committee\": \"linear-svm\"}}").trainer())
        .isEqualTo(new TrainerSpec(List.of("linear-svm"), 5));
    TrainerSpec mixed =
        valid("{\"trainer\": {\"committee\": [\"linear-svm\", \"random-forest\"], \"members\": 4}}")
            .trainer();
    assertThat(mixed).isEqualTo(new TrainerSpec(List.of("linear-svm", "random-forest"), 4));
    assertThat(mixed.inWords()).isEqualTo("committee of 4 (linear-svm, random-forest)");
  }

  @Test
  void read_ofAMisspeltTrainer_namesTheNearest() {
    assertThat(mistakes("{\"trainer\": \"randomforest\"}", "{}"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.pointer()).isEqualTo("/model/trainer");
              assertThat(finding.message()).contains("linear-svm, random-forest", "randomforest");
              assertThat(finding.suggestion()).isEqualTo(Optional.of("random-forest"));
            });
    assertThat(mistakes("{\"trainer\": {\"committee\": [\"linear-smv\"]}}", "{}"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.suggestion()).contains("linear-svm"));
  }

  @Test
  void read_ofATrainerThatIsNotHere_saysWhyAndWhatIs() {
    for (String model :
        List.of(
            "{\"trainer\": \"boosted-trees\"}",
            "{\"trainer\": {\"committee\": \"boosted-trees\"}}")) {
      assertThat(mistakes(model, "{}"))
          .singleElement()
          .satisfies(
              finding ->
                  assertThat(finding.message())
                      .contains("XGBoost is not part of this installation")
                      .endsWith("there are logistic-regression, linear-svm, random-forest"));
    }
  }

  @Test
  void read_ofAStrategyForLinearModels_refusesOtherTrainers() {
    for (String query :
        List.of(
            "{\"strategy\": \"badge\"}",
            "{\"strategy\": {\"type\": \"anchored\", \"of\": \"badge\"}}")) {
      assertThat(read("{\"trainer\": \"linear-svm\"}", query))
          .isInstanceOf(CampaignSpecReader.Reading.Valid.class);
      for (String model :
          List.of(
              "{\"trainer\": \"random-forest\"}",
              "{\"trainer\": {\"committee\": \"linear-svm\"}}")) {
        assertThat(mistakes(model, query))
            .singleElement()
            .satisfies(
                finding -> {
                  assertThat(finding.pointer()).isEqualTo("/query/strategy");
                  assertThat(finding.message())
                      .contains("badge is for linear models")
                      .contains("linear-svm and logistic-regression train");
                });
      }
    }
  }

  @Test
  void read_ofABadCommittee_namesWhatIsWrong() {
    assertThat(mistakes("{\"trainer\": {\"members\": 3}}", "{}").getFirst().message())
        .startsWith("is missing; give the trainers of its members");
    assertThat(
            mistakes("{\"trainer\": {\"committee\": \"linear-svm\", \"members\": 1}}", "{}")
                .getFirst()
                .message())
        .contains("from 2 to 100");
    assertThat(
            mistakes(
                    "{\"trainer\": {\"committee\": [\"linear-svm\", \"random-forest\","
                        + " \"logistic-regression\"], \"members\": 2}}",
                    "{}")
                .getFirst()
                .message())
        .contains("at least the number of trainers, 3");
  }

  @Test
  void schema_ofCampaigns_offersEveryTrainer() throws IOException {
    JsonNode names = CampaignSchema.at("/$defs/trainer/enum");

    assertThat(names)
        .extracting(JsonNode::asText)
        .containsExactly(
            "logistic-regression",
            "logistic-regression-words",
            "linear-svm",
            "random-forest",
            "boosted-trees",
            "crf",
            "hmm",
            "hmm2");
  }

  @Test
  void read_ofASearch_isOffUnlessAskedFor() {
    assertThat(valid("{}").search()).isFalse();
    assertThat(valid("{\"search\": true}").search()).isTrue();
    assertThat(mistakes("{\"search\": \"grid\"}", "{}"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.pointer()).isEqualTo("/model/search");
              assertThat(finding.message()).contains("true or false", "grid");
            });
  }

  @Test
  void read_ofAModelToStartFrom_isAFolderOfTheBucket() {
    assertThat(valid("{}").startFrom()).isEmpty();
    assertThat(valid("{\"startFrom\": \"../earlier\"}").startFrom()).contains("../earlier");
    assertThat(mistakes("{\"startFrom\": \"s3://other/campaign\"}", "{}"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.pointer()).isEqualTo("/model/startFrom");
              assertThat(finding.message()).contains("bucket of the campaign file", "s3://other");
            });
  }

  @Test
  void read_ofSelfTraining_isOffUnlessAskedForAndNeedsATrainerThatWeighs() {
    assertThat(valid("{}").selfTraining()).isEmpty();
    assertThat(valid("{\"selfTraining\": false}").selfTraining()).isEmpty();
    assertThat(valid("{\"selfTraining\": true}").selfTraining()).hasValue(100);
    assertThat(valid("{\"selfTraining\": {\"validation\": 40}}").selfTraining()).hasValue(40);
    assertThat(mistakes("{\"selfTraining\": {\"validation\": 4}}", "{}"))
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.pointer()).isEqualTo("/model/selfTraining/validation"));
    assertThat(
            mistakes(
                "{\"trainer\": \"random-forest\", \"selfTraining\": true, \"startFrom\": \"../a\"}",
                "{}"))
        .extracting(Finding::pointer)
        .containsExactlyInAnyOrder("/model/selfTraining", "/model/startFrom");
  }
}
