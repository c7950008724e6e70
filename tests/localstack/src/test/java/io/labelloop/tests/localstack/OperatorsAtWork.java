package io.labelloop.tests.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.Checksums;
import io.labelloop.workflow.document.DocumentStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What operators do to one campaign of a stack, from its first question to the last trace of a
 * person: by the command line and by the dashboard.
 */
final class OperatorsAtWork implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final String NAME = "ordered";

  private final LocalStackServer server;
  private final DeployedStack stack;
  private final FaultyEndpoint functions;
  private final TextCampaign campaign;
  private final CampaignKeys keys;
  private final OperatorCommand command;
  private final DashboardWidget widget;

  /**
   * @param functions through which the functions call AWS
   */
  OperatorsAtWork(LocalStackServer server, DeployedStack stack, FaultyEndpoint functions) {
    this.server = server;
    this.stack = stack;
    this.functions = functions;
    this.campaign = new TextCampaign(stack, server.clients().s3(), NAME);
    this.keys = campaign.keys();
    this.command = new OperatorCommand(server.endpoint(), stack.name(), NAME);
    this.widget =
        new DashboardWidget(server.endpoint(), stack.widget(), stack.name() + "-campaigns");
  }

  /** Holds the campaign in its first round, and orders a pause and another budget. */
  void orderWhilePeopleAreAsked() throws IOException {
    functions.loseCallbacks(Integer.MAX_VALUE);
    campaign.upload();
    awaitJob(1);
    assertThat(status().at("/now/state").asText()).isEqualTo("WAITING_FOR_PEOPLE");
    assertThat(done("pause", "--by", "ann")).contains("pauses").contains("(by ann)");
    assertThat(done("pause", "--by", "ben")).contains("already").contains("ann");
    assertThat(done("set-budget", "70 USD", "--by", "ann"))
        .containsPattern(
            "the budget is 70(.00)? USD from round 2 on; it was 60(.00)? USD \\(by ann\\)");
    assertThat(done("set-deadline", "--hours", "71", "--by", "ann")).contains("has 71 hours");
    assertThat(status().at("/now/state").asText()).isEqualTo("PAUSING");
    assertThat(refused("forget", "--item", "item-0001")).contains("has not ended", "stop it");
  }

  /** Looks at the dashboard and gives an order by its button. */
  void orderByTheDashboard() {
    assertThat(widget.describe()).contains("## Labelloop cockpit");
    String all = widget.display(Map.of());
    assertThat(withoutMarkup(all)).contains(NAME, "pausing", "simulated");
    String page = widget.display(Map.of("campaign", keys.prefix()));
    assertThat(withoutMarkup(page))
        .contains(NAME)
        .containsPattern("\\b60(.00)? USD")
        .containsPattern("\\b70(.00)? USD");
    String after = widget.press(page, "deadline", Map.of("hours", "72"));
    assertThat(after).contains("Done: it has 72 hours from its start");
    for (String html : List.of(all, page, after)) {
      assertThat(html)
          .doesNotContainIgnoringCase("<script")
          .doesNotContainIgnoringCase("javascript:")
          .doesNotContainPattern("(?i)\\son[a-z]+=");
    }
    assertThat(text(keys.changes()))
        .contains("\"CloudWatch dashboard " + stack.name() + "-campaigns\"", "\"maxHours\" : 72")
        .containsPattern("\"at\" : \"20\\d\\d-");
  }

  /** Lets the campaign pause, go on, and end after its second round. */
  void resumeAndStop() throws IOException {
    functions.loseCallbacks(0);
    Wait.until("the pause", LIMIT, () -> stack.objects().get(keys.pause()).isPresent());
    assertThat(status().at("/now/state").asText()).isEqualTo("PAUSED");
    functions.loseCallbacks(Integer.MAX_VALUE);
    assertThat(done("resume", "--by", "ann")).contains("(by ann)");
    awaitJob(2);
    assertThat(done("stop", "--by", "ann")).contains("ends after its round");
    functions.loseCallbacks(0);
    stack.awaitExecutions(NAME, 1);
    JsonNode status = status();
    assertThat(status.path("rounds").asInt()).isEqualTo(2);
    assertThat(status.at("/now/state").asText()).isEqualTo("ENDED");
    assertThat(status.at("/now/orders").findValuesAsText("by")).containsOnly("ann");
    assertThat(text(keys.ledger())).contains("\"ann\"");
    assertThat(refused("stop")).contains("has made its last decision");
    assertThat(withoutMarkup(widget.display(Map.of()))).contains("simulated");
  }

  /** What the commands called until now is what their policy allows. */
  void assertOrdersNeedTheirPolicy() {
    new PeoplesPolicies()
        .assertSame(
            "OperatorPolicy",
            command.calls(),
            // what the dashboard calls; and without it S3 says of a missing object that it is
            // forbidden
            Set.of("lambda:InvokeFunction", "s3:ListBucket"));
  }

  /** Takes a person's text out of all versions of all objects. */
  void forgetAPerson() {
    int item = campaign.asked();
    String person = TextCampaign.person(item);
    String labels = text(keys.labelsCsv());
    String pool = "pools/" + NAME + ".jsonl";
    assertThat(campaign.holding(keys.prefix(), person))
        .as("a search that finds it before")
        .hasSizeGreaterThan(5);
    assertThat(campaign.holding(pool, person)).isNotEmpty();

    assertThat(done("forget", "--item", "item-%04d".formatted(item), "--by", "ann"))
        .contains("is forgotten (by ann)", "earlier versions", "found nowhere");

    assertThat(campaign.holding("", person)).isEmpty();
    assertThat(campaign.holding(pool, TextCampaign.person(item == 7 ? 8 : 7))).isNotEmpty();
    assertThat(text(keys.labelsCsv())).isEqualTo(labels);
    assertThat(text(keys.forgotten())).contains("\"ann\"", pool);
    var documents = new DocumentStore(stack.objects());
    assertThat(Checksums.of(stack.objects(), keys).byKey())
        .containsAllEntriesOf(Checksums.find(documents, keys).orElseThrow().byKey());
    new PeoplesPolicies()
        .assertSame("ForgetPolicy", command.calls(), Set.of("s3:AbortMultipartUpload"));
    assertThat(refused("forget", "--item", "nobody")).contains("no item 'nobody'");
  }

  /** What the functions logged of the whole campaign says nothing of what people were shown. */
  void assertLogsAreSilent() {
    List<String> logged = server.logged(stack.name());
    for (String step : List.of("OpenCampaign", "SelectBatch", "TrainModel", "CloseCampaign")) {
      assertThat(logged)
          .as(step)
          .anyMatch(
              line -> line.startsWith("{\"step\":\"" + step + "\",\"campaign\":\"" + NAME + "\""));
    }
    assertThat(logged).noneMatch(line -> line.contains(TextCampaign.FAMILY));
  }

  private void awaitJob(int round) {
    Wait.until(
        "the questions of round " + round,
        LIMIT,
        () -> stack.objects().get(keys.job(round, 1) + "/job.json").isPresent());
  }

  private JsonNode status() throws IOException {
    return new ObjectMapper().readTree(done("status", "--json"));
  }

  private String done(String... words) {
    OperatorCommand.Result result = command.run(words);
    assertThat(result.exit()).as(Arrays.toString(words) + result.errors()).isZero();
    return result.output();
  }

  private String refused(String... words) {
    OperatorCommand.Result result = command.run(words);
    assertThat(result.exit()).as(Arrays.toString(words) + result.output()).isEqualTo(2);
    return result.errors();
  }

  private String text(String key) {
    return new String(stack.objects().get(key).orElseThrow().content(), StandardCharsets.UTF_8);
  }

  private static String withoutMarkup(String html) {
    return html.replaceAll("(?s)<style.*?</style>", "").replaceAll("<[^>]+>", " ");
  }

  @Override
  public void close() {
    command.close();
  }
}
