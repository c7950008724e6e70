package io.labelloop.tests.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.labelloop.budget.BudgetLedger;
import io.labelloop.contract.Botocore;
import io.labelloop.contract.Delivery;
import io.labelloop.contract.Fault;
import io.labelloop.contract.GroundTruthServer;
import io.labelloop.contract.MechanicalTurkServer;
import io.labelloop.workflow.document.CampaignKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Campaigns whose questions go to Ground Truth and to Mechanical Turk, or what speaks for them. */
class CrowdCampaignTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the same two people say, who are always right, to the local engine. */
  private static final byte[] LOCAL =
      SmallCampaign.file(
          """
          {"type": "simulated", "truth": "label", "pricePerAnnotation": "0.05 USD",
           "annotators": [{"count": 2, "accuracy": 1}], "annotationsPerItem": 2}
          """);

  private static final byte[] GROUND_TRUTH = groundTruth("linguists");
  private static final byte[] NO_TEAM = groundTruth("nobody");

  private static final byte[] MECHANICAL_TURK =
      SmallCampaign.file(
          """
          {"type": "mechanical-turk", "pricePerAnnotation": "0.05 USD", "annotationsPerItem": 2,
           "mechanicalTurk": {"itemsPerPage": 20}}
          """);

  private static byte[] groundTruth(String team) {
    return SmallCampaign.file(
        """
        {"type": "ground-truth", "pricePerAnnotation": "0.05 USD", "annotationsPerItem": 2,
         "groundTruth": {"workTeam": "arn:aws:sagemaker:us-east-1:123456789012:workteam/private-crowd/%s"}}
        """
            .formatted(team));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requirePython() {
    Optional<String> missing = Botocore.missing();
    if ("true".equals(System.getenv("CI"))) {
      assertThat(missing).isEmpty();
    }
    assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
  }

  /** Lets a crowd work in the background for as long as something takes. */
  private static void working(Runnable crowd, Runnable something) {
    try (ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor()) {
      ScheduledFuture<?> work = thread.scheduleWithFixedDelay(crowd, 0, 200, TimeUnit.MILLISECONDS);
      try {
        something.run();
      } finally {
        work.cancel(true);
      }
    }
  }

  private static EventBridgeClient bus;
  private static SqsClient sqs;
  private static GroundTruthServer groundTruth;
  private static MechanicalTurkServer mechanicalTurk;
  private static DeployedStack stack;
  private static Inbox inbox;
  private static final Delivery EVENTS = new Delivery(CrowdCampaignTest::event);
  private static final Delivery MESSAGES = new Delivery(CrowdCampaignTest::message);

  @BeforeAll
  static void deploy() {
    requirePython();
    LocalStackServer localStack = LocalStackServer.shared();
    bus = localStack.clients().with(EventBridgeClient.builder()).build();
    sqs = localStack.clients().with(SqsClient.builder()).build();
    groundTruth =
        new GroundTruthServer(Botocore.model("sagemaker", "2017-07-24"), new RightCrowd(), EVENTS);
    mechanicalTurk =
        new MechanicalTurkServer(Botocore.model("mturk", "2017-01-17"), new RightCrowd(), MESSAGES);
    stack =
        DeployedStack.deploy(
            localStack,
            Map.of(
                "GroundTruth",
                "Enabled",
                "SageMakerEndpoint",
                groundTruth.server().endpoint().toString(),
                "MechanicalTurk",
                "Enabled",
                "MechanicalTurkEndpoint",
                mechanicalTurk.server().endpoint().toString(),
                "RecheckSeconds",
                "20"));
    groundTruth.keepFilesIn(stack.objects());
    inbox = Inbox.of(localStack.clients(), stack.output("NotificationTopic"));
  }

  @AfterAll
  static void remove() {
    for (AutoCloseable each :
        new AutoCloseable[] {inbox, stack, mechanicalTurk, groundTruth, sqs, bus}) {
      if (each != null) {
        try {
          each.close();
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private static void event(String event) {
    JsonNode json = json(event);
    bus.putEvents(
        events ->
            events.entries(
                PutEventsRequestEntry.builder()
                    .source(json.path("source").asText())
                    .detailType(json.path("detail-type").asText())
                    .resources(json.at("/resources/0").asText())
                    .detail(json.path("detail").toString())
                    .build()));
  }

  private static void message(String message) {
    sqs.sendMessage(to -> to.queueUrl(stack.output("HitNotifications")).messageBody(message));
  }

  @AfterEach
  void heal() {
    LocalStackServer.shared().heal();
  }

  /** The first notification is lost, every other comes twice and out of order. */
  private static void storm(Delivery delivery, String... functions) {
    delivery.loseNext(1);
    delivery.mood(Delivery.Mood.TWICE_AND_SHUFFLED);
    for (String function : functions) {
      LocalStackServer.shared().fault(function, "");
    }
  }

  private static void happened(Delivery delivery, String... functions) {
    assertThat(delivery.lost()).isEqualTo(1);
    for (String function : functions) {
      assertThat(LocalStackServer.shared().hasHappened(function)).as(function).isTrue();
    }
  }

  @Test
  void campaign_ofGroundTruthAmidFaults_comesToTheLabelsOfTheLocalEngine(@TempDir Path folder)
      throws Exception {
    String[] faults = {"PublishLabelingJob.kill", "ConsolidateLabels.lose"};
    storm(EVENTS, faults);
    groundTruth.server().failNext("CreateLabelingJob", Fault.THROTTLED, 1);
    groundTruth.server().failNext("DescribeLabelingJob", Fault.SERVER_ERROR, 1);
    working(
        groundTruth::work,
        () -> assertThat(run("teams", GROUND_TRUTH).status()).isEqualTo(ExecutionStatus.SUCCEEDED));
    happened(EVENTS, faults);
    assertThat(groundTruth.server().mistakes()).isEmpty();
    sameAsLocal("teams", folder);
    CampaignBooks.balanced(stack, "teams");
  }

  @Test
  void campaign_ofMechanicalTurkAmidFaults_comesToTheLabelsOfTheLocalEngine(@TempDir Path folder)
      throws Exception {
    String[] faults = {"PublishLabelingJob.lose", "SettleBudget.lose"};
    storm(MESSAGES, faults);
    mechanicalTurk.server().failNext("CreateHITWithHITType", Fault.THROTTLED, 1);
    mechanicalTurk.server().failNext("ListAssignmentsForHIT", Fault.SERVER_ERROR, 1);
    working(
        mechanicalTurk::work,
        () ->
            assertThat(run("hits", MECHANICAL_TURK).status()).isEqualTo(ExecutionStatus.SUCCEEDED));
    happened(MESSAGES, faults);
    assertThat(mechanicalTurk.server().mistakes()).isEmpty();
    assertThat(mechanicalTurk.assignmentStates()).isNotEmpty().containsOnly("Approved");
    sameAsLocal("hits", folder);
    // what was paid to workers and to the service is within what the ledger settled
    assertThat(mechanicalTurk.paid())
        .isLessThanOrEqualTo(CampaignBooks.balanced(stack, "hits").settled().amount());
  }

  @Test
  void campaign_ofAWorkTeamThatIsNotThere_failsBeforeMoneyIsSpentAndSaysWhatToChange() {
    int before = groundTruth.created().size();
    failed(
        "nobody", NO_TEAM, "/workforce/groundTruth/workTeam", "make it in the SageMaker console");
    assertThat(groundTruth.created()).hasSize(before);
  }

  @Test
  void campaign_fromAnAccountThatIsClosedToTheCrowds_failsAndSaysWhatToUseInstead() {
    groundTruth.server().failNext("CreateLabelingJob", Fault.ACCESS_DENIED, 1);
    failed("late", GROUND_TRUTH, "no new customers since July 2026", "'portal' in /workforce/type");
    mechanicalTurk.server().failNext("GetAccountBalance", Fault.ACCESS_DENIED, 1);
    failed("closed", MECHANICAL_TURK, "closed on 30 September 2026", "'portal'");
  }

  /** Runs a campaign that fails, tells people the same everywhere, and keeps no money. */
  private static void failed(String name, byte[] file, String... says) {
    DescribeExecutionResponse execution = run(name, file);
    assertThat(execution.status()).isEqualTo(ExecutionStatus.FAILED);
    var keys = CampaignKeys.ofCampaignFile(SmallCampaign.key(name));
    assertThat(execution.cause()).contains(says);
    assertThat(text(keys.problem())).contains(says);
    inbox.await("Labeling campaign failed: " + keys.prefix(), says[0]);
    assertThat(text(keys.ledger())).contains("RESERVED").contains("the campaign ended early");
    BudgetLedger books = CampaignBooks.of(stack, name);
    assertThat(books.reserved().isZero()).isTrue();
    assertThat(books.settled().isZero()).isTrue();
  }

  /** Uploads a campaign and waits for the end of its execution. */
  private static DescribeExecutionResponse run(String name, byte[] file) {
    SmallCampaign.upload(stack, name, file);
    return stack.awaitExecutions(name, 1).getFirst();
  }

  /** Batches, labels and models; who answered and when, and what was paid, is each one's own. */
  private static void sameAsLocal(String name, Path folder) throws IOException {
    String prefix = "campaigns/" + name + "/";
    assertThat(text(prefix + "summary.json")).contains("accuracy-certified");
    Map<String, byte[]> expected =
        CampaignComparison.decided(SmallCampaign.local(folder, name, LOCAL));
    assertThat(expected).hasSizeGreaterThan(6);
    assertThat(
            CampaignComparison.differences(
                CampaignComparison.decided(SmallCampaign.documents(stack.objects(), name)),
                expected,
                prefix + "state/features.bin"))
        .isEmpty();
  }

  private static String text(String key) {
    return new String(stack.objects().get(key).orElseThrow().content(), StandardCharsets.UTF_8);
  }
}
