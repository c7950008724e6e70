package io.labelloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.budget.Money;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CampaignPlanTest {
  private static CampaignPlan plan(String stop, String more, long items) {
    String json =
        """
        {"task": {"labels": ["a", "b"]}, "pool": {"location": "p.jsonl"},
         "query": {"batchSize": 20, "seedSet": {"size": 30}},
         "workforce": {"type": "portal", "pricePerAnnotation": "0.10 USD",
           "annotationsPerItem": {"min": 1, "max": 3}},
         "stop": %s%s}
        """
            .formatted(stop, more);
    var names =
        new KnownNames(
            List.of("margin-cluster"),
            List.of("typical"),
            List.of("logistic-regression"),
            List.of(),
            List.of());
    var reading =
        new CampaignSpecReader(names).read(json.getBytes(StandardCharsets.UTF_8), "campaign.json");
    assertThat(reading).isInstanceOf(CampaignSpecReader.Reading.Valid.class);
    return CampaignPlan.of(((CampaignSpecReader.Reading.Valid) reading).spec(), items);
  }

  @Test
  void plan_ofARichCampaign_countsRoundsMoneyAndLabels() {
    CampaignPlan plan =
        plan(
            "{\"accuracy\": {\"target\": 0.92}, \"maxRounds\": 1, \"budget\": \"1000 USD\"}",
            "",
            100_000);

    CampaignPlan.Certification certification = plan.certification().orElseThrow();
    // docs/methods/certification.md: .96 takes 255 labels for 80 % and 330 for 90 %
    assertThat(certification.needed()).isEqualTo(330);
    assertThat(certification.labels()).isEqualTo(330);
    assertThat(certification.cost()).isEqualTo(Money.parse("99 USD"));
    assertThat(certification.power())
        .extracting(CampaignPlan.Power::trueAccuracy)
        .containsExactly(0.94, 0.96, 0.98, 1.0);
    assertThat(certification.power().get(0).labels80()).isEqualTo(1_101);
    assertThat(certification.power().get(0).labels90()).isEqualTo(1_481);
    assertThat(certification.power().get(1).probability()).isBetween(0.9, 0.95);
    assertThat(certification.power().get(3).probability()).isCloseTo(1, within(1e-12));
    // 330 items and 30 seeds, three annotations each
    assertThat(plan.firstRound()).isEqualTo(Money.parse("108 USD"));
    assertThat(plan.roundAtLeast()).isEqualTo(Money.parse("2 USD"));
    assertThat(plan.roundAtMost()).isEqualTo(Money.parse("6 USD"));
    assertThat(plan.roundsAtMost()).contains(1);
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void plan_ofABudgetThatIsTooSmall_namesTheSumThatWouldDo() {
    CampaignPlan plan =
        plan(
            "{\"accuracy\": {\"target\": 0.92}, \"maxRounds\": 1, \"budget\": \"20 USD\"}",
            "",
            100_000);
    // half of 20 USD pays for 33 items of 30 cents; a faultless model takes 37 to be certified
    assertThat(plan.warnings())
        .extracting(Finding::toString)
        .first()
        .asString()
        .contains("/stop/accuracy: a target of 0.92 cannot be certified with 33")
        .contains("at least 36; a budget of 21.60 USD would do");

    assertThat(
            plan(
                    "{\"accuracy\": {\"target\": 0.92}, \"maxRounds\": 1, \"budget\": \"60 USD\"}",
                    "",
                    100_000)
                .warnings())
        .extracting(Finding::message)
        .anyMatch(message -> message.contains("330 items would do it in 90; a budget of 198 USD"));
  }

  @Test
  void plan_ofAStreamThatIsLargerThanThePool_saysWhatIsDrawn() {
    CampaignPlan plan =
        plan(
            "{\"accuracy\": {\"target\": 0.92}, \"maxRounds\": 1}",
            ", \"certification\": {\"size\": 500}",
            400);
    assertThat(plan.warnings())
        .extracting(Finding::toString)
        .contains(
            "/certification/size: 500 is more than half of the pool's 400 items; 200 are drawn")
        .anyMatch(warning -> warning.endsWith("raise /certification/size"));
    assertThat(plan("{\"accuracy\": {\"target\": 0.99}, \"maxRounds\": 5}", "", 400).warnings())
        .extracting(Finding::message)
        .anyMatch(
            message -> message.endsWith("the pool has 400 items, of which half may be drawn"));
  }

  @Test
  void plan_ofAutomaticLabels_saysWhatTheirAuditTakesAndWhereItCannotWork() {
    CampaignPlan plan =
        plan(
            "{\"maxRounds\": 1, \"budget\": \"20 USD\"}",
            ", \"autoLabel\": {\"precision\": 0.95}",
            100);
    // .95^80 is the first power below .05 / 3
    assertThat(plan.audit().orElseThrow().looks()).containsExactly(80, 160, 320);
    assertThat(plan.audit().orElseThrow().firstLook()).isEqualTo(Money.parse("24 USD"));
    assertThat(plan.warnings())
        .extracting(Finding::message)
        .anyMatch(message -> message.contains("nothing will be labeled automatically"))
        .anyMatch(message -> message.contains("costs at least 24 USD"));
  }
}
