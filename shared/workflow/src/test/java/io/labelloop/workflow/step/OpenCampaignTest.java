package io.labelloop.workflow.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labelloop.budget.Money;
import io.labelloop.stopping.MaxLabels;
import io.labelloop.workflow.document.CampaignChanges;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.Claim;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.Problem;
import io.labelloop.workflow.operation.ChangeCampaign;
import io.labelloop.workflow.operation.SetBudget;
import io.labelloop.workflow.port.InMemoryObjectStore;
import io.labelloop.workflow.port.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenCampaignTest {
  static final String KEY = "campaigns/birds/campaign.json";
  private static final CampaignKeys KEYS = CampaignKeys.ofCampaignFile(KEY);
  static final String VALID =
      """
      {"task": {"labels": ["a", "b"], "question": "which?"}, "pool": {"location": "pool.jsonl", "text": "text"},
       "workforce": {"type": "portal", "pricePerAnnotation": "0.04 USD"},
       "stop": {"budget": "5 USD"}, "seed": 1}
      """;
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final ObjectStore objects = new InMemoryObjectStore();
  private final Campaigns campaigns = CampaignsWithoutModels.of(new DocumentStore(objects));
  private final List<String> notified = new ArrayList<>();

  private BudgetCeiling ceiling = new BudgetCeiling(objects, Optional.empty());

  private OpenCampaign.Output open(String execution) {
    return open(KEY, execution);
  }

  private OpenCampaign.Output open(String key, String execution) {
    var documents = new DocumentStore(objects);
    return new OpenCampaign(
            campaigns,
            ceiling,
            new ChangeCampaign(
                documents,
                campaigns,
                new SetBudget(documents, campaigns, new LedgerBook(() -> NOW), ceiling),
                () -> NOW),
            this::notified,
            () -> NOW)
        .execute(new OpenCampaign.Input(key, execution, "123456789012"));
  }

  private void notified(String subject, String text) {
    notified.add(subject + ": " + text);
  }

  private CampaignChanges changes() {
    return new DocumentStore(objects).get(KEYS.changes(), CampaignChanges.class);
  }

  private void upload(String key, String content) {
    objects.put(key, content.getBytes(StandardCharsets.UTF_8));
  }

  private void uploadPool() {
    upload("campaigns/birds/pool.jsonl", "{\"id\": \"1\", \"text\": \"x\"}\n");
  }

  @Test
  void open_byASecondExecution_isToldThatTheCampaignIsTaken() {
    uploadPool();
    upload(KEY, VALID);

    OpenCampaign.Output first = open("first");
    OpenCampaign.Output second = open("second");

    assertThat(first.claimed()).isTrue();
    assertThat(open("first")).isEqualTo(first);
    assertThat(second.claimed()).isFalse();
    assertThat(second.executions()).isEqualTo(first.executions()).startsWith("birds-");
  }

  @Test
  void open_ofTheSameFileWrittenOtherwise_changesNothing() {
    uploadPool();
    upload(KEY, VALID);
    open("first");

    upload(KEY, VALID.replace("\"seed\": 1", "\"seed\": 1, \"query\": {}").replace("\n", " "));

    assertThat(open("second").change()).isEqualTo(OpenCampaign.Change.NONE);
    assertThat(objects.get(KEYS.changes())).isEmpty();
    assertThat(notified)
        .singleElement()
        .asString()
        .isEqualTo(
            "Labeling campaign birds: started: campaigns/birds/campaign.json began; shards of its pool:"
                + " 1; at most 5 USD will be spent.");
  }

  @Test
  void open_ofAFileThatChangesTheTask_isRefusedWithEveryReasonAndKeepsTheCampaign() {
    uploadPool();
    upload(KEY, VALID);
    open("first");
    byte[] claimed = objects.get(KEYS.spec()).orElseThrow().content();

    upload(
        KEY,
        VALID
            .replace("which?", "who?")
            .replace("\"a\", \"b\"", "\"a\", \"c\"")
            .replace("5 USD", "9 USD"));
    OpenCampaign.Output second = open("second");

    assertThat(second.claimed()).isFalse();
    assertThat(second.change()).isEqualTo(OpenCampaign.Change.REFUSED);
    assertThat(second.says())
        .contains("/task/question: was \"which?\" when the campaign began, and is now \"who?\"")
        .contains("/task/labels")
        .contains("only its budget and its stop rules may change");
    assertThat(notified)
        .hasSize(2)
        .last()
        .asString()
        .startsWith("Labeling campaign birds: change refused: ");
    assertThat(changes().changes()).hasSize(1);
    assertThat(changes().changes().getFirst().by()).isEqualTo("123456789012");
    assertThat(changes().changes().getFirst().refused()).hasSize(2);
    assertThat(objects.get(KEYS.spec()).orElseThrow().content()).isEqualTo(claimed);
    assertThat(campaigns.open(KEYS.prefix()).stop().budget()).contains(Money.parse("5 USD"));
    // the same event again
    open("second");
    assertThat(changes().changes()).hasSize(1);
  }

  @Test
  void open_ofAFileThatIsNoJsonWhileTheCampaignRuns_isRefused() {
    uploadPool();
    upload(KEY, VALID);
    open("first");

    upload(KEY, "{ wrong");

    assertThat(open("second").change()).isEqualTo(OpenCampaign.Change.REFUSED);
    assertThat(open("second").says()).contains("is not JSON");
  }

  @Test
  void open_ofAFileWithAnotherBudgetAndRules_holdsFromTheNextRoundOnAndIsRecorded() {
    uploadPool();
    upload(KEY, VALID);
    open("first");

    upload(KEY, VALID.replace("\"5 USD\"", "\"9 USD\", \"maxLabels\": 40"));
    OpenCampaign.Output second = open("second");

    assertThat(second.change()).isEqualTo(OpenCampaign.Change.ACCEPTED);
    assertThat(second.says()).contains("the budget is 9 USD from round 1 on; it was 5 USD");
    Campaign campaign = campaigns.open(KEYS.prefix());
    assertThat(campaign.stop().rules().criteria()).containsExactly(new MaxLabels(40));
    assertThat(campaign.spec().stop().budget()).contains(Money.parse("5 USD"));
    assertThat(new LedgerBook(() -> NOW).read(campaign).orderedBudget())
        .contains(Money.parse("9 USD"));
    assertThat(notified).hasSize(2);
    // the event again
    assertThat(open("third").change()).isEqualTo(OpenCampaign.Change.NONE);
    assertThat(changes().changes()).hasSize(1);
  }

  @Test
  void open_ofAFailedCampaign_takesItUpWithAnotherBudget() {
    uploadPool();
    upload(KEY, VALID);
    OpenCampaign.Output first = open("first");
    cleanUp().execute(new CleanUpCampaign.Input(KEY, "first", "some.Error", "cause", 0));

    upload(KEY, VALID.replace("5 USD", "9 USD"));
    OpenCampaign.Output second = open("second");

    assertThat(second.claimed()).isTrue();
    assertThat(second.change()).isEqualTo(OpenCampaign.Change.ACCEPTED);
    assertThat(second.says()).contains("the budget is 9 USD");
    // names of executions are unique for 90 days
    assertThat(second.executions()).isNotEqualTo(first.executions());
    Claim claim = new DocumentStore(objects).get(KEYS.claim(), Claim.class);
    assertThat(claim.execution()).isEqualTo("second");
    assertThat(claim.claimedAt()).isEqualTo(NOW);
    assertThat(claim.resumptions())
        .containsExactly(new Claim.Resumption("first", "some.Error", NOW, Optional.empty(), 0));
    // it runs now: a third one finds it claimed, and so does what the first one does late
    assertThat(open("third").claimed()).isFalse();
    assertThat(open("first").claimed()).isFalse();
    cleanUp().execute(new CleanUpCampaign.Input(KEY, "first", "late.Error", "cause", 0));
    assertThat(new DocumentStore(objects).get(KEYS.problem(), Problem.class).error())
        .isEqualTo("some.Error");
  }

  @Test
  void open_ofAFailedCampaignWithAnotherTask_takesItUpAsItWasAndSaysSo() {
    uploadPool();
    upload(KEY, VALID);
    open("first");
    cleanUp().execute(new CleanUpCampaign.Input(KEY, "first", "some.Error", "cause", 0));

    upload(KEY, VALID.replace("which?", "who?"));
    OpenCampaign.Output second = open("second");

    assertThat(second.claimed()).isTrue();
    assertThat(second.change()).isEqualTo(OpenCampaign.Change.REFUSED);
    assertThat(campaigns.open(KEYS.prefix()).spec().task().question()).isEqualTo("which?");
  }

  @Test
  void open_ofACampaignThatIsBeingCleanedUpOrWasStopped_isToldThatItIsTaken() {
    uploadPool();
    upload(KEY, VALID);
    open("first");
    var problem =
        new Problem(
            Problem.VERSION,
            KEYS.prefix(),
            "some.Error",
            "cause",
            NOW,
            Optional.of("first"),
            Optional.empty(),
            0);
    objects.put(KEYS.problem(), JsonCodec.document(problem));
    assertThat(open("second").claimed()).isFalse();

    cleanUp().execute(new CleanUpCampaign.Input(KEY, "first", Problem.STOPPED, "by hand", 0));
    assertThat(open("third").claimed()).isFalse();
  }

  @Test
  void open_beyondTheStacksCeiling_claimsNothingAndSaysWhatIsLeft() {
    ceiling = new BudgetCeiling(objects, Optional.of(Money.parse("12 USD")));
    uploadPool();
    upload(KEY, VALID.replace("5 USD", "13 USD"));
    assertThatThrownBy(() -> open("first"))
        .isInstanceOf(InvalidCampaignException.class)
        .hasMessageContaining("/stop/budget: must be at most 12 USD, the ceiling of this stack");
    assertThat(objects.get(KEYS.claim())).isEmpty();

    upload(KEY, VALID.replace("\"budget\": \"5 USD\"", "\"maxRounds\": 2"));
    assertThatThrownBy(() -> open("first")).hasMessageContaining("/stop/budget: must be given");

    upload(KEY, VALID);
    assertThat(open("first").claimed()).isTrue();
    // a second campaign has what the first leaves, and cannot be raised over it
    upload("campaigns/fish/pool.jsonl", "{\"id\": \"1\", \"text\": \"x\"}\n");
    upload("campaigns/fish/campaign.json", VALID.replace("5 USD", "8 USD"));
    assertThatThrownBy(() -> open("campaigns/fish/campaign.json", "fish"))
        .hasMessageContaining("must be at most 7 USD")
        .hasMessageContaining("BudgetCeiling");
    upload("campaigns/fish/campaign.json", VALID.replace("5 USD", "7 USD"));
    assertThat(open("campaigns/fish/campaign.json", "fish").claimed()).isTrue();
    upload(KEY, VALID.replace("5 USD", "6 USD"));
    assertThat(open("second").says()).contains("the budget must be at most 5 USD");

    // what the first has not spent is free when it has ended
    cleanUp().execute(new CleanUpCampaign.Input(KEY, "first", "some.Error", "cause", 0));
    upload("campaigns/fish/campaign.json", VALID.replace("5 USD", "12 USD"));
    assertThat(open("campaigns/fish/campaign.json", "again").change())
        .isEqualTo(OpenCampaign.Change.ACCEPTED);
  }

  @Test
  void open_ofAFileWithMistakes_claimsNothing() {
    uploadPool();
    upload(KEY, "{\"task\": {}}");
    assertThatThrownBy(() -> open("first"))
        .isInstanceOf(InvalidCampaignException.class)
        .hasMessageContaining("/task/labels");
    assertThat(objects.get(KEYS.claim())).isEmpty();

    upload(KEY, VALID);
    assertThat(open("second").claimed()).isTrue();
  }

  @Test
  void open_whosePoolIsMissing_claimsNothing() {
    upload(KEY, VALID);
    assertThatThrownBy(() -> open("first"))
        .isInstanceOf(PoolProblemException.class)
        .hasMessageContaining("pool.jsonl");
    assertThat(objects.get(KEYS.claim())).isEmpty();
  }

  @Test
  void open_ofAFileThatIsTooLarge_saysHowLargeItMayBe() {
    upload(KEY, VALID + " ".repeat(262_144));
    assertThatThrownBy(() -> open("first"))
        .isInstanceOf(InvalidCampaignException.class)
        .hasMessageContaining("at most 262144 bytes");
  }

  @Test
  void open_ofAFileThatIsNotUtf8_isRefused() {
    byte[] file = VALID.getBytes(StandardCharsets.UTF_8);
    file[30] = (byte) 0xff;
    objects.put(KEY, file);
    assertThatThrownBy(() -> open("first")).isInstanceOf(InvalidCampaignException.class);
  }

  private CleanUpCampaign cleanUp() {
    return new CleanUpCampaign(
        campaigns,
        campaign -> {
          throw new AssertionError("no round has started");
        },
        new LedgerBook(() -> NOW),
        ceiling,
        this::notified,
        () -> NOW);
  }

  @Test
  void cleanUp_afterAFailedSecondExecution_leavesTheRunningCampaignAlone() {
    uploadPool();
    upload(KEY, VALID);
    open("first");

    cleanUp().execute(new CleanUpCampaign.Input(KEY, "second", "some.Error", "cause", 0));

    assertThat(objects.get(KEYS.problem())).isEmpty();
    assertThat(notified)
        .singleElement()
        .asString()
        .isEqualTo(
            "Labeling campaign birds: started: campaigns/birds/campaign.json began; shards of its pool:"
                + " 1; at most 5 USD will be spent.");
  }

  @Test
  void cleanUp_ofAnUnclaimedCampaign_writesWhatTheFunctionSaid() {
    cleanUp()
        .execute(
            new CleanUpCampaign.Input(
                KEY,
                "first",
                InvalidCampaignException.class.getName(),
                "{\"errorMessage\": \"labels are missing\", \"stackTrace\": []}",
                0));

    assertThat(new DocumentStore(objects).get(KEYS.problem(), Problem.class).cause())
        .isEqualTo("labels are missing");
    assertThat(notified)
        .containsExactly("Labeling campaign failed: campaigns/birds/: labels are missing");
  }
}
