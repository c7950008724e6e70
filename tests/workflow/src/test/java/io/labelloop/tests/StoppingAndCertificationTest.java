package io.labelloop.tests;

import static io.labelloop.tests.CampaignFixture.campaignJson;
import static io.labelloop.tests.CampaignFixture.pool;
import static io.labelloop.tests.CampaignFixture.run;
import static io.labelloop.tests.CampaignFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.local.LocalEngine;
import io.labelloop.workflow.document.Decision;
import io.labelloop.workflow.document.Evaluation;
import io.labelloop.workflow.document.JsonCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stop rules and certification claims through the whole workflow. */
class StoppingAndCertificationTest {
  private static final String TARGET = "{\"accuracy\": {\"target\": 0.85}, \"maxRounds\": 4}";

  @TempDir private Path folder = Path.of("");

  private String outcome(String campaignJson) throws IOException {
    return outcome(campaignJson, "work");
  }

  private String outcome(String campaignJson, String workspace) throws IOException {
    Path campaign = write(folder.resolve(workspace + "-file"), campaignJson, List.of(pool(400)));
    LocalEngine.Ended ended = run(campaign, folder.resolve(workspace), 2);
    assertThat(ended).isInstanceOf(LocalEngine.Ended.Finished.class);
    return ((LocalEngine.Ended.Finished) ended).summary().outcome();
  }

  private static String withCertification(String campaignJson, String certification) {
    return campaignJson.replace(
        "\"seed\": 11", "\"certification\": " + certification + ", \"seed\": 11");
  }

  private <T> T document(int round, String name, Class<T> type) throws IOException {
    return document("work", round, name, type);
  }

  private <T> T document(String workspace, int round, String name, Class<T> type)
      throws IOException {
    return JsonCodec.read(
        Files.readAllBytes(
            folder
                .resolve(workspace)
                .resolve("campaigns/small/rounds/%04d/%s".formatted(round, name))),
        type);
  }

  @Test
  void run_withALabelLimit_endsThereAndSaysWhatEveryRuleSaid() throws IOException {
    assertThat(outcome(campaignJson("{\"maxLabels\": 25, \"budget\": \"50 USD\"}", "")))
        .isEqualTo("label-limit");

    Decision decision = document(3, "decision.json", Decision.class);
    assertThat(decision.rules())
        .extracting(rule -> rule.rule() + " " + rule.fires())
        .containsExactly("pool false", "budget false", "labels true");
    assertThat(decision.nextRound().labels()).isEqualTo(10);
    assertThat(decision.nextRound().price().amount().doubleValue()).isBetween(1.0, 1.5);
    assertThat(document(1, "decision.json", Decision.class).more()).isTrue();
  }

  @Test
  void run_ofModelsThatStopChanging_reachesAPlateauOfSeveralRules() throws IOException {
    assertThat(
            outcome(
                campaignJson(
                    """
                    {"all": [{"stablePredictions": {"kappa": 0.9, "window": 2}},
                             {"classificationChange": {"share": 0.05}}, {"maxLabels": 20}],
                     "maxRounds": 20}
                    """,
                    "")))
        .isEqualTo("plateau");
  }

  @Test
  void run_withATimeLimit_endsAfterTheRoundThatReachesIt() throws IOException {
    assertThat(outcome(campaignJson("{\"maxHours\": 0.001, \"maxRounds\": 9}", "")))
        .isEqualTo("time-limit");
  }

  @Test
  void run_whereAccuracyIsWorthNothing_endsAsSoonAsThereIsALearningCurve() throws IOException {
    String json =
        campaignJson("{\"marginalValue\": {\"perPoint\": \"0.00001 USD\"}, \"maxRounds\": 9}", "");
    assertThat(outcome(withCertification(json, "{\"size\": 60}"))).isEqualTo("gain-below-cost");
    assertThat(document(4, "decision.json", Decision.class).nextRound().gain()).isPresent();
  }

  @Test
  void run_withAClaimForThePool_isTighterThanForThePopulation() throws IOException {
    outcome(campaignJson(TARGET, ""), "population");
    outcome(withCertification(campaignJson(TARGET, ""), "{\"claimFor\": \"pool\"}"), "pool");

    Evaluation population = document("population", 1, "evaluation.json", Evaluation.class);
    Evaluation inPool = document("pool", 1, "evaluation.json", Evaluation.class);
    assertThat(population.population()).isEmpty();
    // 400 items, of which the seed set of 10 was trained on
    assertThat(inPool.population()).contains(390);
    assertThat(inPool.correct()).isEqualTo(population.correct());
    assertThat(inPool.lowerBound()).isGreaterThan(population.lowerBound());
  }

  @Test
  void run_withBoundsByClassAndAnAudit_saysHowGoodEachClassAndTheLabelsThemselvesAre()
      throws IOException {
    outcome(
        withCertification(
            campaignJson(TARGET, ""),
            "{\"size\": 100, \"perClass\": true, \"annotationsPerItem\": 2,"
                + " \"audit\": {\"share\": 0.5, \"annotationsPerItem\": 3}}"));

    Evaluation evaluation = document(1, "evaluation.json", Evaluation.class);
    assertThat(evaluation.perClass())
        .extracting(Evaluation.ClassBound::label)
        .containsExactly("plus", "minus");
    for (Evaluation.ClassBound bound : evaluation.perClass()) {
      assertThat(bound.precision()).isBetween(0.3, (double) bound.correct() / bound.predicted());
      assertThat(bound.recall()).isBetween(0.3, (double) bound.correct() / bound.labeled());
    }
    Evaluation.LabelNoise noise = evaluation.labelNoise().orElseThrow();
    assertThat(noise.audited()).isEqualTo(50);
    // pairs of annotators of whom one in five errs often tie or differ now and then
    assertThat(noise.different()).isBetween(1, 30);
    assertThat(noise.accuracyAtLeast())
        .isEqualTo(Math.max(0, evaluation.lowerBound() - noise.atMost()));
  }
}
