package io.labelloop.tests.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.budget.Money;
import io.labelloop.workflow.document.CampaignKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Campaigns on the deployed stack, each of a name of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CampaignOnAwsTest {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  private final LocalStackServer server = LocalStackServer.shared();
  private final FaultyEndpoint endpoint = new FaultyEndpoint(server.endpoint());
  private final DeployedStack stack = deploy();
  private final Inbox inbox = Inbox.of(server.clients(), stack.output("NotificationTopic"));

  private DeployedStack deploy() {
    server.fault("endpoint", endpoint.url());
    return DeployedStack.deploy(
        server,
        Map.of(
            "RecheckSeconds",
            "15",
            "PortalAddress",
            PortalBrowser.ADDRESS,
            "BudgetCeiling",
            "1000 USD"));
  }

  @BeforeAll
  void start() {
    assertThat(stack.executions()).isEmpty();
  }

  @AfterEach
  void heal() {
    endpoint.loseCallbacks(0);
    endpoint.refuseWrites(0);
    endpoint.forbid("");
  }

  @AfterAll
  void stop() {
    inbox.close();
    stack.close();
    server.heal();
    endpoint.close();
  }

  @Test
  void campaign_ofUploadedFiles_endsCertifiedWithTheDocumentsOfTheLocalEngine(@TempDir Path folder)
      throws Exception {
    SmallCampaign.upload(stack, "calm");

    succeeded(stack.awaitExecutions("calm", 1));
    assertSameAsLocal("calm", folder);
    // of the share of the stack's ceiling, 60 USD, what was not spent is given back
    assertThat(CampaignBooks.share(stack, "calm"))
        .contains(CampaignBooks.balanced(stack, "calm").settled());
  }

  @Test
  void campaign_amidFaults_hasTheSameDocuments(@TempDir Path folder) throws Exception {
    server.fault("TrainModel.kill", "");
    server.fault("ConsolidateLabels.lose", "");
    server.fault("ReserveBudget.lose", "");
    endpoint.loseCallbacks(1);
    endpoint.refuseWrites(3);
    SmallCampaign.upload(stack, "stormy");
    // the same event again, as EventBridge may send it
    stack.upload(SmallCampaign.key("stormy"), SmallCampaign.file());

    succeeded(stack.awaitExecutions("stormy", 2));
    assertThat(endpoint.outstanding()).isZero();
    for (String fault :
        List.of("TrainModel.kill", "ConsolidateLabels.lose", "ReserveBudget.lose")) {
      assertThat(server.hasHappened(fault)).as(fault).isTrue();
    }
    assertSameAsLocal("stormy", folder);
  }

  /**
   * The portal's function is the packaged one, beside the emulator, which has no HTTP APIs; its
   * answers end the labeling jobs that the deployed state machine waits for.
   */
  @Test
  void campaign_ofThePortal_endsCertifiedWithTheLabelsOfTheLocalEngine(@TempDir Path folder)
      throws Exception {
    var keys = CampaignKeys.ofCampaignFile(SmallCampaign.key("people"));
    try (ServedPortal portal =
        ServedPortal.over(server, stack.bucket(), folder.resolve("function"))) {
      SmallCampaign.upload(stack, "people", PortalPeople.CAMPAIGN);
      Wait.until(
          "the campaign to be opened",
          LIMIT,
          () -> stack.objects().get(keys.poolPlan()).isPresent());
      var people = new PortalPeople(portal, "people");
      Wait.until(
          "the campaign to end",
          LIMIT,
          () -> {
            people.work();
            return stack.executions("people").getFirst().status() != ExecutionStatus.RUNNING;
          });
      succeeded(stack.executions("people"));
      PortalBrowser manager = portal.signedIn("Max", "people", "labelloop-managers-people");
      assertThat(manager.get("/api/people/manage/people").text()).contains("\"Ann\"", "\"Ben\"");
      assertThat(portal.function().logged("outcome=failed")).isEmpty();
    }
    Map<String, byte[]> documents = SmallCampaign.documents(stack.objects(), "people");
    assertThat(SmallCampaign.summary(documents, "people"))
        .contains("\"outcome\":\"accuracy-certified\"");
    Map<String, byte[]> expected =
        CampaignComparison.decided(SmallCampaign.local(folder, "people", PortalPeople.SIMULATED));
    assertThat(expected).hasSizeGreaterThan(6);
    assertThat(
            CampaignComparison.differences(
                CampaignComparison.decided(documents), expected, keys.features()))
        .isEmpty();
  }

  @Test
  void campaign_ofThePortalThatItCannotServe_failsBeforeMoneyIsSpentAndSaysWhatToChange() {
    stack.upload(
        "campaigns/team/deep/pool/part.jsonl", SmallCampaign.pool().values().iterator().next());
    stack.upload(SmallCampaign.key("team/deep"), PortalPeople.CAMPAIGN);

    DescribeExecutionResponse failed = stack.awaitExecutions("team/deep", 1).getFirst();
    assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(text("campaigns/team/deep/problem.json"))
        .contains("campaigns/NAME/campaign.json")
        .contains("campaigns/team/deep/");
  }

  @Test
  void campaign_stoppedByHand_isClosedWithWhatItHas() {
    endpoint.loseCallbacks(Integer.MAX_VALUE);
    SmallCampaign.upload(stack, "halted");
    var keys = CampaignKeys.ofCampaignFile(SmallCampaign.key("halted"));
    Wait.until(
        "the first labeling job",
        LIMIT,
        () -> stack.objects().get(keys.job(1, 1) + "/job.json").isPresent());
    String execution = stack.executions("halted").getFirst().executionArn();

    stack.stepFunctions().stopExecution(request -> request.executionArn(execution));
    Wait.until("the summary", LIMIT, () -> stack.objects().get(keys.summary()).isPresent());

    Map<String, byte[]> documents = SmallCampaign.documents(stack.objects(), "halted");
    assertThat(SmallCampaign.summary(documents, "halted")).contains("\"outcome\":\"stopped\"");
    assertThat(text(keys.problem())).contains("Campaign.Stopped");
    assertThat(text(keys.ledger())).contains("the campaign ended early");
    assertThat(documents).containsKeys(keys.report(), keys.labels());
    Wait.until("its round to be stopped", LIMIT, () -> stack.runningRounds("halted").isEmpty());
  }

  @Test
  void campaign_whoseFileIsUploadedAgain_takesItsStopRulesAndRefusesAnotherTask() {
    endpoint.loseCallbacks(Integer.MAX_VALUE);
    SmallCampaign.upload(stack, "changed");
    var keys = CampaignKeys.ofCampaignFile(SmallCampaign.key("changed"));
    Wait.until(
        "the first labeling job",
        LIMIT,
        () -> stack.objects().get(keys.job(1, 1) + "/job.json").isPresent());
    String file = new String(SmallCampaign.file(), StandardCharsets.UTF_8);
    String running = stack.executions("changed").getFirst().executionArn();

    upload("changed", file.replace("Which sign?", "Which colour?"));
    DescribeExecutionResponse refused = endedBesides("changed", List.of(running));
    assertThat(refused.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(refused.error()).isEqualTo("Campaign.ChangeRefused");
    assertThat(refused.cause()).contains("/task/question").contains("Which colour?");
    assertThat(stack.objects().get(keys.problem())).isEmpty();

    upload(
        "changed",
        file.replace("60 USD", "70 USD")
            .replace("\"maxRounds\": 6", "\"maxRounds\": 6, \"maxLabels\": 1"));
    DescribeExecutionResponse accepted =
        endedBesides("changed", List.of(running, refused.executionArn()));
    assertThat(accepted.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    endpoint.loseCallbacks(0);
    stack.awaitExecutions("changed", 3);

    Map<String, byte[]> documents = SmallCampaign.documents(stack.objects(), "changed");
    assertThat(SmallCampaign.summary(documents, "changed"))
        .contains("\"rounds\":1,")
        .contains("\"budget\":{\"amount\":70");
    assertThat(text(keys.changes()))
        .contains("/task/question")
        .contains("\"maxLabels\" : 1")
        .contains("\"by\"");
    assertThat(text(keys.ledger())).contains("the campaign file was changed");
  }

  private void upload(String campaign, String file) {
    stack.upload(SmallCampaign.key(campaign), file.getBytes(StandardCharsets.UTF_8));
  }

  /** The next execution of a campaign that ends, of those that are not known yet. */
  private DescribeExecutionResponse endedBesides(String campaign, List<String> known) {
    var ended = new AtomicReference<DescribeExecutionResponse>();
    Wait.until(
        "another execution of " + campaign,
        LIMIT,
        () -> {
          stack.executions(campaign).stream()
              .filter(execution -> !known.contains(execution.executionArn()))
              .filter(execution -> execution.status() != ExecutionStatus.RUNNING)
              .findFirst()
              .ifPresent(ended::set);
          return ended.get() != null;
        });
    return java.util.Objects.requireNonNull(ended.get());
  }

  @Test
  void campaign_ofWrongInput_failsAndSaysWhatToChangeBeforeMoneyIsSpent() {
    Map<String, WrongCampaign> mistakes = WrongCampaign.byName();
    endpoint.forbid("campaigns/secret/pool");
    mistakes.forEach(
        (name, mistake) ->
            stack.upload(SmallCampaign.key(name), mistake.file().getBytes(mistake.charset())));
    mistakes.forEach(
        (name, mistake) -> {
          DescribeExecutionResponse failed = stack.awaitExecutions(name, 1).getFirst();
          assertThat(failed.status()).as(name).isEqualTo(ExecutionStatus.FAILED);
          assertThat(failed.error()).as(name).isEqualTo(mistake.error());
          assertThat(failed.cause()).as(name).contains(mistake.says());
          assertThat(text("campaigns/" + name + "/problem.json"))
              .contains(mistake.error())
              .contains(mistake.says());
          assertThat(stack.objects().get("campaigns/" + name + "/state/claim.json")).isEmpty();
          inbox.await("Labeling campaign failed: campaigns/" + name + "/", mistake.says());
        });
  }

  /** A campaign that has its budget as its share of the ceiling leaves the rest to others. */
  @Test
  void campaign_beyondWhatIsLeftOfTheCeiling_failsUntilAnotherEnds() {
    endpoint.loseCallbacks(Integer.MAX_VALUE);
    String file = new String(SmallCampaign.file(), StandardCharsets.UTF_8);
    SmallCampaign.upload(stack, "first", bytes(file.replace("60 USD", "501 USD")));
    Wait.until(
        "the first campaign's share", LIMIT, () -> CampaignBooks.share(stack, "first").isPresent());
    assertThat(CampaignBooks.share(stack, "first")).contains(Money.parse("501 USD"));

    SmallCampaign.upload(stack, "second", bytes(file.replace("60 USD", "500 USD")));
    DescribeExecutionResponse failed = stack.awaitExecutions("second", 1).getFirst();
    assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(failed.error()).isEqualTo("io.labelloop.workflow.step.InvalidCampaignException");
    String says = "of this stack's ceiling of 1000 USD, the rest is spent by or promised to other";
    assertThat(text("campaigns/second/problem.json")).contains("/stop/budget").contains(says);
    inbox.await("Labeling campaign failed: campaigns/second/", says);
    assertThat(CampaignBooks.share(stack, "second")).isEmpty();
    assertThat(stack.objects().get("campaigns/second/state/claim.json")).isEmpty();

    var keys = CampaignKeys.ofCampaignFile(SmallCampaign.key("first"));
    String execution = stack.executions("first").getFirst().executionArn();
    stack.stepFunctions().stopExecution(request -> request.executionArn(execution));
    Wait.until("the summary", LIMIT, () -> stack.objects().get(keys.summary()).isPresent());
    Money settled = CampaignBooks.of(stack, "first").settled();
    Wait.until(
        "the rest of the share to be given back",
        LIMIT,
        () -> CampaignBooks.share(stack, "first").orElseThrow().equals(settled));
  }

  @Test
  void campaign_thatOperatorsWatch_takesTheirOrdersAndForgetsAPersonInAllVersions()
      throws Exception {
    try (var operators = new OperatorsAtWork(server, stack, endpoint)) {
      operators.orderWhilePeopleAreAsked();
      operators.orderByTheDashboard();
      operators.resumeAndStop();
      operators.assertOrdersNeedTheirPolicy();
      operators.forgetAPerson();
      operators.assertLogsAreSilent();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void assertSameAsLocal(String name, Path folder) throws Exception {
    Map<String, byte[]> documents = SmallCampaign.documents(stack.objects(), name);
    assertThat(SmallCampaign.summary(documents, name))
        .contains("\"outcome\":\"accuracy-certified\"");
    assertThat(
            CampaignComparison.differences(
                documents,
                SmallCampaign.local(folder, name),
                CampaignKeys.ofCampaignFile(SmallCampaign.key(name)).features()))
        .isEmpty();
  }

  private static void succeeded(List<DescribeExecutionResponse> executions) {
    for (DescribeExecutionResponse execution : executions) {
      assertThat(execution.status())
          .as(() -> execution.error() + ": " + execution.cause())
          .isEqualTo(ExecutionStatus.SUCCEEDED);
    }
  }

  private String text(String key) {
    return new String(stack.objects().get(key).orElseThrow().content(), StandardCharsets.UTF_8);
  }
}
