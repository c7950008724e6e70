package io.labelloop.tests;

import static io.labelloop.tests.CampaignFixture.campaignJson;
import static io.labelloop.tests.CampaignFixture.documents;
import static io.labelloop.tests.CampaignFixture.pool;
import static io.labelloop.tests.CampaignFixture.run;
import static io.labelloop.tests.CampaignFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.local.LocalEngine;
import io.labelloop.workflow.document.ConsolidatedLabels;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.LabelLine;
import io.labelloop.workflow.document.LedgerDocument;
import io.labelloop.workflow.report.CampaignSummary;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CampaignRunTest {
  private static final String CERTIFY =
      "{\"accuracy\": {\"target\": 0.85}, \"budget\": \"200 USD\", \"maxRounds\": 10}";

  @TempDir private Path folder = Path.of("");

  @Test
  void run_ofALearnableCampaign_certifiesTheTargetAndHandsBackRightLabels() throws IOException {
    Path campaign = write(folder, campaignJson(CERTIFY, ""), List.of(pool(600)));

    CampaignSummary summary = finished(run(campaign, folder.resolve("work"), 2));

    assertThat(summary.outcome()).isEqualTo("accuracy-certified");
    assertThat(summary.items()).isEqualTo(600);
    assertThat(summary.certification().orElseThrow().lowerBound()).isGreaterThanOrEqualTo(0.85);
    List<LabelLine> labels = labels(folder.resolve("work"));
    assertThat(labels).hasSize((int) summary.labeled());
    long right =
        labels.stream()
            .filter(
                line ->
                    line.label()
                        .equals(
                            Integer.parseInt(line.id().value().substring(5)) % 2 == 0
                                ? "plus"
                                : "minus"))
            .count();
    // healthy 0.99 (four annotators of .95 and the sight of who is bad), failure 0.84 (one
    // annotator drawn from all)
    assertThat((double) right / labels.size()).isGreaterThan(0.95);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void run_ofAShuffledAndSplitPool_isTheSame(long seed) throws IOException {
    List<String> lines = pool(300);
    Path plain = write(folder.resolve("plain"), campaignJson(CERTIFY, ""), List.of(lines));
    List<String> shuffled = new ArrayList<>(lines);
    Collections.shuffle(shuffled, new Random(seed));
    int cut = 40 + (int) seed * 50;
    Path split =
        write(
            folder.resolve("split"),
            campaignJson(CERTIFY, ""),
            List.of(shuffled.subList(0, cut), List.of(), shuffled.subList(cut, 300)));

    CampaignSummary one = finished(run(plain, folder.resolve("one"), 1));
    CampaignSummary two = finished(run(split, folder.resolve("two"), 4));

    assertThat(two.curve()).isEqualTo(one.curve());
    assertThat(two.spent()).isEqualTo(one.spent());
    assertThat(labels(folder.resolve("two"))).isEqualTo(labels(folder.resolve("one")));
    assertThat(Files.readAllBytes(folder.resolve("two/campaigns/small/model.tribuo")))
        .isEqualTo(Files.readAllBytes(folder.resolve("one/campaigns/small/model.tribuo")));
  }

  @Test
  void run_again_changesNothing() throws IOException {
    Path campaign = write(folder, campaignJson(CERTIFY, ""), List.of(pool(300)));
    run(campaign, folder.resolve("work"), 2);
    Map<String, String> before = documents(folder.resolve("work"));

    run(campaign, folder.resolve("work"), 2);

    assertThat(documents(folder.resolve("work"))).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.04", "0.10", "0.35", "3.00", "12.34"})
  void run_withASmallBudget_endsHonestlyAndNeverSpendsMore(String budget) throws IOException {
    Path campaign =
        write(
            folder,
            campaignJson(
                "{\"accuracy\": {\"target\": 0.99}, \"budget\": \"" + budget + " USD\"}", ""),
            List.of(pool(300)));

    CampaignSummary summary = finished(run(campaign, folder.resolve("work"), 2));

    assertThat(summary.outcome()).isEqualTo("budget-exhausted");
    assertThat(summary.spent().amount()).isLessThanOrEqualTo(new BigDecimal(budget));
    assertThat(neverAbove(new BigDecimal(budget))).isTrue();
    assertThat(labels(folder.resolve("work"))).hasSize((int) summary.labeled());
    assertThat(summary.spent().amount())
        .isEqualByComparingTo(
            new BigDecimal("0.05").multiply(BigDecimal.valueOf(summary.annotations())));
  }

  @Test
  void run_withAConsolidationMethod_recordsWhichWasChosenAndWhy() throws IOException {
    Path campaign =
        write(
            folder,
            campaignJson("{\"maxRounds\": 2}", "")
                .replace("\"seed\"", "\"consolidation\": {\"method\": \"auto\"}, \"seed\""),
            List.of(pool(60)));

    finished(run(campaign, folder.resolve("work"), 2));

    ConsolidatedLabels first =
        JsonCodec.read(
            Files.readAllBytes(
                folder.resolve("work/campaigns/small/rounds/0001/consolidation-1.json")),
            ConsolidatedLabels.class);
    // five annotators share the questions about the first few items: fewer than 5 answers a class
    assertThat(first.method()).isEqualTo("one-coin");
    assertThat(first.methodVersion()).isEqualTo(1);
    assertThat(first.reason()).contains("for each of the 2 classes");
  }

  @Test
  void run_ofAPoolThatEnds_isExhausted() throws IOException {
    Path campaign = write(folder, campaignJson("{\"maxRounds\": 100}", ""), List.of(pool(35)));

    CampaignSummary summary = finished(run(campaign, folder.resolve("work"), 2));

    assertThat(summary.outcome()).isEqualTo("pool-exhausted");
    assertThat(summary.labeled()).isEqualTo(35);
    assertThat(summary.certification()).isEmpty();
  }

  @Test
  void run_withARoundCap_endsThere() throws IOException {
    Path campaign = write(folder, campaignJson("{\"maxRounds\": 2}", ""), List.of(pool(300)));

    CampaignSummary summary = finished(run(campaign, folder.resolve("work"), 2));

    assertThat(summary.outcome()).isEqualTo("max-rounds");
    assertThat(summary.rounds()).isEqualTo(2);
  }

  @Test
  void run_withBadLines_rejectsThemWithReasonsAndGoesOn() throws IOException {
    List<String> lines = new ArrayList<>(pool(300));
    lines.set(10, "{broken");
    lines.set(20, "{\"id\":\"no-y\",\"x\":1}");
    lines.set(30, lines.get(31));
    Path campaign = write(folder, campaignJson("{\"maxRounds\": 1}", ""), List.of(lines));

    CampaignSummary summary = finished(run(campaign, folder.resolve("work"), 2));

    assertThat(summary.rejected()).isEqualTo(3);
    assertThat(summary.items()).isEqualTo(297);
    assertThat(Files.readString(folder.resolve("work/campaigns/small/rejects.jsonl")))
        .contains("\"line\":11", "BROKEN_JSON", "\"line\":21", "there is no 'y'", "DUPLICATE_ID");
  }

  @Test
  void run_withTooManyBadLines_stopsBeforeMoneyIsSpent() throws IOException {
    List<String> lines = new ArrayList<>(pool(20));
    lines.replaceAll(line -> line.contains("item-000") ? "{" : line);
    Path campaign = write(folder, campaignJson("{\"maxRounds\": 1}", ""), List.of(lines));

    LocalEngine.Ended ended = run(campaign, folder.resolve("work"), 2);

    var failed = (LocalEngine.Ended.Failed) ended;
    assertThat(failed.inputIsWrong()).isTrue();
    assertThat(failed.problem().cause())
        .contains("10 of 20 lines", "maxRejectedShare", "rejects.jsonl");
    assertThat(failed.summary().spent().amount()).isEqualByComparingTo("0");
    assertThat(failed.summary().outcome()).isEqualTo("failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not json at all"})
  void run_ofAPoolWithoutAnItem_saysSo(String content) throws IOException {
    Path campaign = write(folder, campaignJson("{\"maxRounds\": 1}", ""), List.of());
    Files.writeString(folder.resolve("pool/part.jsonl"), content);

    var failed = (LocalEngine.Ended.Failed) run(campaign, folder.resolve("work"), 1);

    assertThat(failed.inputIsWrong()).isTrue();
    assertThat(failed.problem().cause()).containsAnyOf("there is no pool", "no column");
  }

  @Test
  void run_ofATruthColumnWithAnotherLabel_namesIt() throws IOException {
    List<String> lines = new ArrayList<>(pool(50));
    lines.set(3, lines.get(3).replace("minus", "zero"));
    Path campaign = write(folder, campaignJson("{\"maxRounds\": 1}", ""), List.of(lines));

    var failed = (LocalEngine.Ended.Failed) run(campaign, folder.resolve("work"), 1);

    assertThat(failed.inputIsWrong()).isTrue();
    assertThat(failed.problem().cause()).contains("zero=1", "/task/labels");
  }

  private static CampaignSummary finished(LocalEngine.Ended ended) {
    assertThat(ended).isInstanceOf(LocalEngine.Ended.Finished.class);
    return ((LocalEngine.Ended.Finished) ended).summary();
  }

  private static List<LabelLine> labels(Path workspace) throws IOException {
    return JsonCodec.readLines(
        Files.readAllBytes(workspace.resolve("campaigns/small/labels.jsonl")), LabelLine.class);
  }

  private boolean neverAbove(BigDecimal budget) throws IOException {
    LedgerDocument ledger =
        JsonCodec.read(
            Files.readAllBytes(folder.resolve("work/campaigns/small/state/ledger.json")),
            LedgerDocument.class);
    BigDecimal held = BigDecimal.ZERO;
    BigDecimal settled = BigDecimal.ZERO;
    Map<String, BigDecimal> reservations = new java.util.HashMap<>();
    for (LedgerDocument.Entry entry : ledger.entries()) {
      BigDecimal amount = entry.amount().map(money -> money.amount()).orElse(BigDecimal.ZERO);
      switch (entry.kind()) {
        case RESERVED -> {
          reservations.put(entry.id().orElseThrow(), amount);
          held = held.add(amount);
        }
        case SETTLED -> {
          held =
              held.subtract(reservations.getOrDefault(entry.id().orElseThrow(), BigDecimal.ZERO));
          settled = settled.add(amount);
        }
        case RELEASED ->
            held =
                held.subtract(reservations.getOrDefault(entry.id().orElseThrow(), BigDecimal.ZERO));
        case BUDGET_SET, BUDGET_IN_FORCE ->
            throw new AssertionError("nobody changed the budget: " + entry);
      }
      if (held.add(settled).compareTo(budget) > 0) {
        return false;
      }
    }
    return true;
  }
}
