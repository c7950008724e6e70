package io.labelloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.budget.Money;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignPlanTest {
  private static final Pattern SUM = Pattern.compile("([0-9.]+ USD) would");

  private static CampaignPlan plan(String stop, String more, long items) {
    return planOf("", stop, more, items);
  }

  private static CampaignPlan planOf(String pool, String stop, String more, long items) {
    String json =
        """
        {"task": {"labels": ["a", "b"]}, "pool": {"location": "p/"%s},
         "query": {"batchSize": 20, "seedSet": {"size": 30}},
         "workforce": {"type": "portal", "pricePerAnnotation": "0.10 USD",
           "annotationsPerItem": {"min": 1, "max": 3}},
         "stop": %s%s}
        """
            .formatted(pool, stop, more);
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
    return CampaignPlan.of(
        ((CampaignSpecReader.Reading.Valid) reading).spec(), new PoolSize(items, 100 * items, 1));
  }

  @Test
  void plan_ofARichCampaign_countsRoundsMoneyAndLabels() {
    CampaignPlan plan =
        plan(
            "{\"accuracy\": {\"target\": 0.92}, \"maxRounds\": 1, \"budget\": \"1000 USD\"}",
            "",
            100_000);

    CertificationPlan certification = plan.certification().orElseThrow();
    // docs/methods/certification.md: .96 takes 255 labels for 80 % and 330 for 90 %
    assertThat(certification.needed()).isEqualTo(330);
    assertThat(certification.labels()).isEqualTo(330);
    assertThat(certification.cost()).isEqualTo(Money.parse("99 USD"));
    assertThat(certification.power())
        .extracting(CertificationPlan.Power::trueAccuracy)
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
        .contains("at least 36, and 330 for a model that is truly right on 0.96")
        .contains("a budget of 198 USD would do");

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

  // what a plan says would do has to do: with that budget nothing is too expensive any more
  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "'', ', \"certification\": {\"audit\": {\"share\": 0.3, \"annotationsPerItem\": 5}}'",
    "'', ', \"autoLabel\": {\"precision\": 0.95}'",
    "'', ', \"certification\": {\"size\": 400}'",
    "', \"growing\": true', ''",
  })
  void plan_withTheSumThatWouldDo_warnsOfNoMoneyAnyMore(String pool, String more) {
    String stop = "{\"accuracy\": {\"target\": 0.92}, \"maxRounds\": 1, \"budget\": \"%s\"}";
    List<String> sums =
        planOf(pool, stop.formatted("5 USD"), more, 100_000).warnings().stream()
            .flatMap(warning -> SUM.matcher(warning.message()).results())
            .map(match -> match.group(1))
            .distinct()
            .toList();
    assertThat(sums).hasSize(1);
    assertThat(planOf(pool, stop.formatted(sums.getFirst()), more, 100_000).warnings()).isEmpty();
  }

  @Test
  void plan_ofASecondPanel_countsItsAnswers() {
    CertificationPlan plan =
        plan(
                "{\"accuracy\": {\"target\": 0.92}, \"maxRounds\": 1}",
                ", \"certification\": {\"audit\": {\"share\": 0.1, \"annotationsPerItem\": 5}}",
                100_000)
            .certification()
            .orElseThrow();
    assertThat(plan.labels()).isEqualTo(330);
    assertThat(plan.audited()).isEqualTo(33);
    // 330 items by three and 33 of them by five more, at ten cents
    assertThat(plan.cost()).isEqualTo(Money.parse("115.50 USD"));
  }

  @Test
  void plan_ofAGrowingPool_takesMoreLabelsAndSaysWhatNewItemsAdd() {
    CertificationPlan plan =
        planOf(
                ", \"growing\": true",
                "{\"accuracy\": {\"target\": 0.92}, \"maxRounds\": 1}",
                "",
                10_000)
            .certification()
            .orElseThrow();
    // 635, and 330 where the pool stays as it is
    assertThat(plan.needed()).isBetween(550, 700).isEqualTo(plan.labels());
    CertificationPlan.Growth growth = plan.growth().orElseThrow();
    assertThat(growth.items()).isEqualTo(1_000);
    assertThat(growth.labels()).isEqualTo((int) Math.ceil(plan.labels() * 1.1) - plan.labels());
    assertThat(growth.cost()).isEqualTo(Money.parse("0.30 USD").times(growth.labels()));
  }

  @Test
  void plan_ofAnyCampaign_tellsWhatAwsItselfCosts() {
    CampaignPlan.Running running = plan("{\"maxRounds\": 4}", "", 1_000).running();
    assertThat(running.rounds()).isEqualTo(4);
    assertThat(running.total()).isEqualTo(running.cost().total());
    assertThat(running.total()).isLessThan(Money.parse("0.05 USD"));
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
