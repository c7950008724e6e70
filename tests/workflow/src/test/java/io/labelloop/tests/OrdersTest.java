package io.labelloop.tests;

import static io.labelloop.tests.CampaignFixture.campaignJson;
import static io.labelloop.tests.CampaignFixture.documents;
import static io.labelloop.tests.CampaignFixture.pool;
import static io.labelloop.tests.CampaignFixture.spec;
import static io.labelloop.tests.CampaignFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.campaign.CampaignId;
import io.labelloop.local.LocalEngine;
import io.labelloop.local.LocalWorkspace;
import io.labelloop.local.StepListener;
import io.labelloop.workflow.audit.AuditFinding;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.CampaignOrders;
import io.labelloop.workflow.document.Decision;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.Wave;
import io.labelloop.workflow.lineage.ItemStory;
import io.labelloop.workflow.operation.Answered;
import io.labelloop.workflow.operation.CampaignOperations;
import io.labelloop.workflow.operation.CampaignStatus;
import io.labelloop.workflow.report.CampaignSummary;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people order while a campaign runs is followed after its round, recorded, and verifies. */
class OrdersTest {
  private static final CampaignKeys KEYS = new CampaignKeys("campaigns/small/");

  /** An order, given when a step begins for the first time. */
  private record During(String step, BiFunction<CampaignOperations, String, Answered> order) {}

  @TempDir private Path folder = Path.of("");
  private Path campaign = Path.of("");
  private final List<Answered> answers = new ArrayList<>();

  @BeforeEach
  void writeCampaign() throws IOException {
    campaign =
        write(
            folder,
            campaignJson("{\"budget\": \"60 USD\", \"maxRounds\": 4}", ""),
            List.of(pool(200)));
  }

  private LocalEngine.Ended run(String name, During... orders) throws IOException {
    try (LocalWorkspace workspace =
        LocalWorkspace.prepare(
            folder.resolve(name),
            new CampaignId("small"),
            campaign,
            Files.readAllBytes(campaign),
            spec(campaign))) {
      var left = new ArrayList<>(List.of(orders));
      var listener =
          new StepListener() {
            @Override
            public void started(String step) {
              if (!left.isEmpty() && left.getFirst().step().equals(step)) {
                answers.add(
                    left.removeFirst()
                        .order()
                        .apply(LocalEngine.operations(workspace), KEYS.prefix()));
              }
            }

            @Override
            public void finished(String step, Record output) {}
          };
      return LocalEngine.of(workspace, spec(campaign), listener, 2).run();
    }
  }

  private Answered order(String name, BiFunction<CampaignOperations, String, Answered> order) {
    try (LocalWorkspace workspace = LocalWorkspace.open(folder.resolve(name)).orElseThrow()) {
      return order.apply(LocalEngine.operations(workspace), KEYS.prefix());
    }
  }

  private CampaignStatus status(String name) {
    try (LocalWorkspace workspace = LocalWorkspace.open(folder.resolve(name)).orElseThrow()) {
      return LocalEngine.status(workspace).orElseThrow();
    }
  }

  private CampaignSummary summary(String name) {
    try (LocalWorkspace workspace = LocalWorkspace.open(folder.resolve(name)).orElseThrow()) {
      return LocalEngine.summary(workspace);
    }
  }

  private <T> T document(String name, String key, Class<T> type) {
    try (LocalWorkspace workspace = LocalWorkspace.open(folder.resolve(name)).orElseThrow()) {
      return new DocumentStore(workspace.objects()).get(key, type);
    }
  }

  private void assertSound(String name) {
    try (LocalWorkspace workspace = LocalWorkspace.open(folder.resolve(name)).orElseThrow()) {
      assertThat(LocalEngine.verify(workspace).findings()).isEmpty();
    }
  }

  @Test
  void stop_whileARoundRuns_endsAfterItWithLabelsAndSaysByWhom() throws IOException {
    LocalEngine.Ended ended =
        run(
            "ws",
            new During("TrainModel", (orders, prefix) -> orders.stop(prefix, "ann")),
            new During("EvaluateRound", (orders, prefix) -> orders.stop(prefix, "bob")));

    assertThat(ended).isInstanceOf(LocalEngine.Ended.Finished.class);
    assertThat(answers.getFirst())
        .isEqualTo(new Answered.Done("ends after its round, and keeps what there is", true));
    assertThat(((Answered.Done) answers.getLast()).says()).contains("already, by ann at ");
    assertThat(((Answered.Done) answers.getLast()).changed()).isFalse();
    CampaignSummary summary = summary("ws");
    assertThat(summary.outcome()).isEqualTo("stopped");
    assertThat(summary.rounds()).isEqualTo(1);
    assertThat(summary.labels()).isPresent();
    assertThat(summary.stop().orElseThrow().rules().getFirst().says())
        .startsWith("ann stopped the campaign at ");
    CampaignOrders stored = document("ws", KEYS.orders(), CampaignOrders.class);
    assertThat(stored.closed()).isTrue();
    assertThat(stored.orders())
        .extracting(CampaignOrders.Order::kind)
        .containsExactly(CampaignOrders.Kind.STOP);
    assertThat(status("ws").state()).isEqualTo(CampaignStatus.State.ENDED);
    assertSound("ws");
    assertThat(order("ws", (orders, prefix) -> orders.pause(prefix, "ann")))
        .isInstanceOf(Answered.Refused.class);
    assertSound("ws");

    // a decision that nobody ordered is found, whatever the checksums say
    Path orders = folder.resolve("ws").resolve(KEYS.orders());
    Files.writeString(orders, Files.readString(orders).replace("\"STOP\"", "\"RESUME\""));
    try (LocalWorkspace workspace = LocalWorkspace.open(folder.resolve("ws")).orElseThrow()) {
      assertThat(LocalEngine.verify(workspace).findings())
          .extracting(AuditFinding::problem)
          .contains("says that a person stopped the campaign, but nobody ordered it");
    }
  }

  @Test
  void pause_thenResume_waitsAfterTheRoundAndComesToTheSameLabels() throws IOException {
    run("undisturbed");
    LocalEngine.Ended paused =
        run(
            "ws",
            new During("TrainModel", (orders, prefix) -> orders.pause(prefix, "ann")),
            new During("EvaluateRound", (orders, prefix) -> orders.pause(prefix, "bob")));
    assertThat(paused).isInstanceOf(LocalEngine.Ended.Paused.class);
    assertThat(((Answered.Done) answers.getLast()).changed()).isFalse();
    assertThat(status("ws").state()).isEqualTo(CampaignStatus.State.PAUSED);
    assertThat(status("ws").round()).isEqualTo(1);
    assertThat(documents(folder.resolve("ws"))).doesNotContainKey(KEYS.decision(1));

    // run again without being resumed: nothing happens
    assertThat(run("ws")).isInstanceOf(LocalEngine.Ended.Paused.class);
    assertThat(documents(folder.resolve("ws"))).doesNotContainKey(KEYS.decision(1));

    assertThat(order("ws", (orders, prefix) -> orders.resume(prefix, "bob")))
        .isEqualTo(new Answered.Done("goes on", true));
    assertThat(order("ws", (orders, prefix) -> orders.resume(prefix, "bob")))
        .isEqualTo(new Answered.Done("is not paused", false));
    assertThat(run("ws")).isInstanceOf(LocalEngine.Ended.Finished.class);
    assertSound("ws");

    Map<String, String> undisturbed = documents(folder.resolve("undisturbed"));
    Map<String, String> disturbed = documents(folder.resolve("ws"));
    assertThat(undisturbed).doesNotContainKeys(KEYS.orders(), KEYS.pause());
    assertThat(disturbed.get(KEYS.labels())).isEqualTo(undisturbed.get(KEYS.labels()));
    assertThat(undisturbed.get(KEYS.decision(4))).doesNotContain("orders");
  }

  @Test
  void stop_ofAPausedCampaign_endsIt() throws IOException {
    run("ws", new During("TrainModel", (orders, prefix) -> orders.pause(prefix, "ann")));
    order("ws", (orders, prefix) -> orders.stop(prefix, "bob"));
    assertThat(order("ws", (orders, prefix) -> orders.pause(prefix, "ann")))
        .isInstanceOf(Answered.Refused.class);
    assertThat(run("ws")).isInstanceOf(LocalEngine.Ended.Finished.class);
    assertThat(summary("ws").outcome()).isEqualTo("stopped");
    assertSound("ws");
  }

  @Test
  void review_ofDoubtfulItems_asksAgainInTheNextRoundWhoHasNotAnswered() throws IOException {
    Files.writeString(
        campaign,
        campaignJson("{\"budget\": \"60 USD\", \"maxRounds\": 3}", "")
            .replace(
                "{\"min\": 2, \"max\": 3}", "{\"min\": 2, \"max\": 3, \"confidence\": 0.999}"));
    run(
        "ws",
        new During("TrainModel", (orders, prefix) -> orders.review(prefix, 4, "ann")),
        new During("EvaluateRound", (orders, prefix) -> orders.review(prefix, 4, "ann")));

    assertThat(((Answered.Done) answers.getFirst()).changed()).isTrue();
    assertThat(((Answered.Done) answers.getLast()).changed()).isFalse();
    Set<String> first = batch("ws", 1);
    Set<String> second = batch("ws", 2);
    Wave wave = document("ws", KEYS.wave(2, 1), Wave.class);
    List<Wave.Asked> reviewed =
        wave.questions().stream()
            .filter(question -> !second.contains(question.item().value()))
            .toList();
    assertThat(reviewed).isNotEmpty().hasSizeLessThanOrEqualTo(4);
    assertThat(reviewed)
        .allMatch(question -> first.contains(question.item().value()))
        .allMatch(question -> question.annotations() == 1);
    assertThat(document("ws", KEYS.wave(3, 1), Wave.class).questions())
        .extracting(question -> question.item().value())
        .allMatch(batch("ws", 3)::contains);
    assertThat(document("ws", KEYS.decision(1), Decision.class).orders()).hasValue(1);
    // one more answer of somebody else is among the records, and the audit finds nothing wrong
    assertThat(answersAbout("ws", 2, reviewed.getFirst().item().value())).isEqualTo(1);
    try (LocalWorkspace workspace = LocalWorkspace.open(folder.resolve("ws")).orElseThrow()) {
      assertThat(LocalEngine.explain(workspace, reviewed.getFirst().item()).orElseThrow().answers())
          .extracting(ItemStory.Given::round)
          .contains(1, 2);
    }
    assertSound("ws");
    assertThat(order("ws", (orders, prefix) -> orders.review(prefix, 0, "ann")))
        .isInstanceOf(Answered.Refused.class);
  }

  private Set<String> batch(String name, int round) throws IOException {
    return Files.readAllLines(folder.resolve(name).resolve(KEYS.batch(round))).stream()
        .map(line -> JsonCodec.mapper().createObjectNode().textNode(id(line)).textValue())
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static String id(String line) {
    try {
      return JsonCodec.mapper().readTree(line).path("id").textValue();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private long answersAbout(String name, int round, String item) throws IOException {
    return Files.readAllLines(folder.resolve(name).resolve(KEYS.annotations(round, 1))).stream()
        .filter(line -> line.contains("\"" + item + "\""))
        .count();
  }

  @Test
  void setDeadline_whileARoundRuns_holdsFromTheNextDecision() throws IOException {
    run(
        "ws",
        new During(
            "TrainModel",
            (orders, prefix) -> orders.setDeadline(prefix, new BigDecimal("0.001"), "ann")),
        new During(
            "EvaluateRound",
            (orders, prefix) -> orders.setDeadline(prefix, new BigDecimal("-1"), "ann")));
    assertThat(answers.getFirst())
        .isEqualTo(
            new Answered.Done(
                "has 0.001 hours from its start from its next decision on; it had no limit", true));
    assertThat(answers.getLast()).isInstanceOf(Answered.Refused.class);
    assertThat(summary("ws").outcome()).isEqualTo("time-limit");
    assertThat(
            new String(
                Files.readAllBytes(folder.resolve("ws").resolve(KEYS.changes())),
                StandardCharsets.UTF_8))
        .contains("\"by\" : \"ann\"", "\"maxHours\" : 0.001");
    assertSound("ws");
  }

  @Test
  void orders_ofANamelessPerson_areRefused() throws IOException {
    run(
        "ws",
        new During("TrainModel", (orders, prefix) -> orders.stop(prefix, " ")),
        new During("EvaluateRound", (orders, prefix) -> orders.pause(prefix, "a\nb")));
    assertThat(answers).allMatch(Answered.Refused.class::isInstance);
    assertThat(summary("ws").outcome()).isEqualTo("max-rounds");
  }
}
