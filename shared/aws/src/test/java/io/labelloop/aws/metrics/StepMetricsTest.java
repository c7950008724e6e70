package io.labelloop.aws.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.budget.BudgetLedger;
import io.labelloop.budget.Money;
import io.labelloop.budget.Reservation;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.Claim;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.Evaluation;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.ShardIndex;
import io.labelloop.workflow.document.StoredLedger;
import io.labelloop.workflow.port.InMemoryObjectStore;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.step.CampaignInput;
import io.labelloop.workflow.step.CampaignsWithoutModels;
import io.labelloop.workflow.step.ConsolidateLabels;
import io.labelloop.workflow.step.Done;
import io.labelloop.workflow.step.DrawStreams;
import io.labelloop.workflow.step.EvaluateRound;
import io.labelloop.workflow.step.LedgerBook;
import io.labelloop.workflow.step.PublishLabelingJob;
import io.labelloop.workflow.step.ReserveBudget;
import io.labelloop.workflow.step.RoundInput;
import io.labelloop.workflow.step.ScoreShard;
import io.labelloop.workflow.step.SettleBudget;
import io.labelloop.workflow.step.TrainModel;
import io.labelloop.workflow.step.WaveInput;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StepMetricsTest {
  private static final CampaignKeys KEYS = new CampaignKeys("campaigns/birds/");
  private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOW = BEGAN.plus(Duration.ofHours(3));
  private static final String SPEC =
      """
      {"task": {"labels": ["a", "b"], "question": "which?"}, "pool": {"location": "pool.jsonl", "text": "text"},
       "workforce": {"type": "portal", "pricePerAnnotation": "0.04 USD"},
       "stop": {"budget": "5 USD"}, "seed": 1}
      """;

  private final ObjectStore objects = new InMemoryObjectStore();
  private final DocumentStore documents = new DocumentStore(objects);
  private final StepMetrics metrics =
      new StepMetrics(
          CampaignsWithoutModels.of(documents), new LedgerBook(() -> NOW), "labelloop", () -> NOW);

  @BeforeEach
  void claimTheCampaign() {
    documents.decide(KEYS.claim(), Claim.first("birds", "first", BEGAN), Claim.class);
    objects.put(KEYS.spec(), SPEC.getBytes(StandardCharsets.UTF_8));
  }

  private void books(UnaryOperator<BudgetLedger> change) {
    Money budget = Money.parse("5 USD");
    new StoredLedger(objects, KEYS.ledger(), Optional.of(budget), budget.currency()).update(change);
  }

  private static BudgetLedger held(BudgetLedger books, int wave, String sum) {
    return ((Reservation.Granted)
            books.reserve(ReserveBudget.reservation(1, wave), Money.parse(sum), "asked", BEGAN))
        .ledger();
  }

  private JsonNode about(String step, Record input, Record output) throws JsonProcessingException {
    List<String> lines = metrics.lines(step, input, output, Duration.ofMillis(1_500));
    assertThat(lines).hasSize(2);
    return JsonCodec.mapper().readTree(lines.getLast());
  }

  @Test
  void lines_ofAnyStep_measureItsTimeByStep() throws JsonProcessingException {
    List<String> lines =
        metrics.lines(
            "TrainModel",
            new RoundInput(KEYS.prefix(), 1),
            new TrainModel.Output(10),
            Duration.ofMillis(1_500));
    assertThat(lines).hasSize(1);
    assertThat(JsonCodec.mapper().readTree(lines.getFirst()))
        .isEqualTo(
            JsonCodec.mapper()
                .readTree(
                    """
                    {"_aws": {"Timestamp": 1767236400000, "CloudWatchMetrics": [{"Namespace": "Labelloop",
                      "Dimensions": [["Step"]], "Metrics": [{"Name": "StepSeconds", "Unit": "Seconds"}]}]},
                     "Step": "TrainModel", "StepSeconds": 1.5}
                    """));
  }

  @Test
  void lines_ofAnEvaluatedRound_haveTheBoundAndItsFallByCampaignAndByStack()
      throws JsonProcessingException {
    documents.put(
        KEYS.evaluation(1),
        JsonCodec.document(
            new Evaluation(
                Evaluation.VERSION,
                1,
                40,
                36,
                0.75,
                0.01,
                false,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty())));
    JsonNode line =
        about(
            "EvaluateRound",
            new RoundInput(KEYS.prefix(), 2),
            new EvaluateRound.Output(40, 30, 0.5, false));
    assertThat(line.at("/_aws/CloudWatchMetrics/0/Dimensions").toString())
        .isEqualTo("[[\"Campaign\"],[\"Stack\"]]");
    assertThat(line.path("Campaign").asText()).isEqualTo("birds");
    assertThat(line.path("Stack").asText()).isEqualTo("labelloop");
    assertThat(line.path("CertifiedBound").asDouble()).isEqualTo(0.5);
    assertThat(line.path("CertifiedBoundFall").asDouble()).isEqualTo(0.25);
  }

  @Test
  void lines_ofAWaveThatIsPublishedAgain_sayHowLongItHasWaitedAndNotItsToken()
      throws JsonProcessingException {
    books(books -> held(books, 1, "1 USD"));
    JsonNode line =
        about(
            "PublishLabelingJob",
            new PublishLabelingJob.Input(KEYS.prefix(), 1, 1, "secret-token"),
            new Done());
    assertThat(line.path("QueueAge").asDouble()).isEqualTo(10_800);
    assertThat(line.toString()).doesNotContain("secret-token");
  }

  @Test
  void lines_ofHeldAndSettledMoney_sayWhatIsSpentAndHowMuchOfTheBudgetIsUsed()
      throws JsonProcessingException {
    books(
        books ->
            held(
                held(books, 1, "2 USD")
                    .settle(ReserveBudget.reservation(1, 1), Money.parse("1.5 USD"), "paid", NOW),
                2,
                "2.5 USD"));
    JsonNode settled =
        about("SettleBudget", new RoundInput(KEYS.prefix(), 1), new SettleBudget.Output("1.5 USD"));
    assertThat(settled.path("Cost").asDouble()).isEqualTo(1.5);
    assertThat(settled.path("BudgetUsed").asDouble()).isEqualTo(80);
    JsonNode reserved =
        about("ReserveBudget", new WaveInput(KEYS.prefix(), 1, 2), new ReserveBudget.Output(7, 3));
    assertThat(reserved.path("UnaffordableQuestions").asInt()).isEqualTo(3);
    assertThat(reserved.path("BudgetUsed").asDouble()).isEqualTo(80);
  }

  @Test
  void lines_ofAnsweredWaves_countAnswersAndEndTheWait() throws JsonProcessingException {
    JsonNode line =
        about(
            "ConsolidateLabels",
            new WaveInput(KEYS.prefix(), 1, 1),
            new ConsolidateLabels.Output(2, 2));
    assertThat(line.path("Annotations").isNumber()).isTrue();
    assertThat(line.path("QueueAge").asDouble()).isZero();
  }

  @Test
  void lines_ofThePoolAndItsShards_countRejectedLinesAndScoredItems()
      throws JsonProcessingException {
    documents.put(
        KEYS.shardIndex(4),
        JsonCodec.document(
            new ShardIndex(
                ShardIndex.VERSION, 4, 12, 10, 2, List.of(), Optional.empty(), Optional.empty())));
    assertThat(
            about("ScoreShard", new ScoreShard.Input(KEYS.prefix(), 2, 4), new Done())
                .path("ScoredItems")
                .asInt())
        .isEqualTo(10);
    assertThat(
            about("DrawStreams", new CampaignInput(KEYS.prefix()), new DrawStreams.Output(10, 2, 5))
                .path("RejectedLines")
                .asInt())
        .isEqualTo(2);
  }

  @Test
  void metrics_withoutAFigure_areRefused() {
    assertThatThrownBy(() -> new EmbeddedMetrics(Map.of("Step", "TrainModel"), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dimensions and figures");
  }
}
