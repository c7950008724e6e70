package io.labelloop.workflow.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labelloop.campaign.KnownNames;
import io.labelloop.query.QueryStrategies;
import io.labelloop.query.SeedSets;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.Problem;
import io.labelloop.workflow.port.InMemoryObjectStore;
import io.labelloop.workflow.port.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenCampaignTest {
  private static final String KEY = "campaigns/birds/campaign.json";
  private static final CampaignKeys KEYS = CampaignKeys.ofCampaignFile(KEY);
  private static final String VALID =
      """
      {"task": {"labels": ["a", "b"], "question": "which?"}, "pool": {"location": "pool.jsonl", "text": "text"},
       "workforce": {"type": "portal", "pricePerAnnotation": "0.04 USD"},
       "stop": {"budget": "5 USD"}, "seed": 1}
      """;
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final ObjectStore objects = new InMemoryObjectStore();
  private final Campaigns campaigns =
      new Campaigns(
          new DocumentStore(objects),
          new KnownNames(
              QueryStrategies.names(),
              SeedSets.names(),
              List.of("logistic-regression"),
              List.of("margin"),
              List.of("crf")),
          name -> {
            throw new AssertionError("nothing is learned here");
          });
  private final List<String> notified = new ArrayList<>();

  private OpenCampaign.Output open(String execution) {
    return new OpenCampaign(campaigns, () -> NOW).execute(new OpenCampaign.Input(KEY, execution));
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
  void open_ofAnotherFileWhileTheCampaignRuns_keepsTheClaimedOne() {
    uploadPool();
    upload(KEY, VALID);
    open("first");

    upload(KEY, "{ wrong");

    assertThat(open("second").claimed()).isFalse();
    assertThat(objects.get(KEYS.spec()).orElseThrow().content())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(VALID);
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
        (subject, text) -> notified.add(subject + ": " + text),
        () -> NOW);
  }

  @Test
  void cleanUp_afterAFailedSecondExecution_leavesTheRunningCampaignAlone() {
    uploadPool();
    upload(KEY, VALID);
    open("first");

    cleanUp().execute(new CleanUpCampaign.Input(KEY, "second", "some.Error", "cause"));

    assertThat(objects.get(KEYS.problem())).isEmpty();
    assertThat(notified).isEmpty();
  }

  @Test
  void cleanUp_ofAnUnclaimedCampaign_writesWhatTheFunctionSaid() {
    cleanUp()
        .execute(
            new CleanUpCampaign.Input(
                KEY,
                "first",
                InvalidCampaignException.class.getName(),
                "{\"errorMessage\": \"labels are missing\", \"stackTrace\": []}"));

    assertThat(new DocumentStore(objects).get(KEYS.problem(), Problem.class).cause())
        .isEqualTo("labels are missing");
    assertThat(notified)
        .containsExactly("Labeling campaign failed: campaigns/birds/: labels are missing");
  }
}
