package io.labelloop.report.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.labelloop.campaign.KnownNames;
import io.labelloop.workflow.cockpit.CockpitAssembly;
import io.labelloop.workflow.cockpit.CockpitOrders;
import io.labelloop.workflow.cockpit.WorkforceWatch;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.operation.CampaignOperations;
import io.labelloop.workflow.port.InMemoryObjectStore;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.port.WorkflowCallback;
import io.labelloop.workflow.step.BudgetCeiling;
import io.labelloop.workflow.step.Campaigns;
import io.labelloop.workflow.step.LedgerBook;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CockpitWidgetTest {
  private static final WorkflowCallback NOBODY =
      new WorkflowCallback() {
        @Override
        public void succeed(String taskToken, String output) {
          throw new AssertionError("nothing waits");
        }

        @Override
        public void fail(String taskToken, String error, String cause) {
          throw new AssertionError("nothing waits");
        }

        @Override
        public void heartbeat(String taskToken) {
          throw new AssertionError("nothing waits");
        }
      };

  private final InMemoryObjectStore kept = new InMemoryObjectStore();
  private final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
  private final ObjectStore counted =
      (ObjectStore)
          Proxy.newProxyInstance(
              ObjectStore.class.getClassLoader(),
              new Class<?>[] {ObjectStore.class},
              (proxy, method, arguments) -> {
                calls.add(method.getName() + " " + arguments[0]);
                try {
                  return method.invoke(kept, arguments);
                } catch (InvocationTargetException failed) {
                  throw failed.getCause();
                }
              });

  private CockpitWidget widget() {
    InstantSource clock = InstantSource.system();
    var campaigns =
        new Campaigns(
            new DocumentStore(counted),
            new KnownNames(List.of(), List.of(), List.of(), List.of(), List.of()),
            spec -> {
              throw new IllegalStateException("no trainer is asked for");
            });
    return new CockpitWidget(
        new CockpitAssembly(
            new DocumentStore(counted),
            campaigns,
            new LedgerBook(clock),
            WorkforceWatch.NONE,
            clock),
        new CockpitOrders(
            new CampaignOperations(
                counted, campaigns, new BudgetCeiling(counted, Optional.empty()), NOBODY, clock)),
        new WidgetControls(
            "arn:aws:lambda:eu-west-1:1:function:widget",
            new ConsolePlaces("arn:aws:states:eu-west-1:1:stateMachine:m", "bucket", "logs")));
  }

  private String html(String event) throws IOException {
    JsonNode answer = widget().answer(new ObjectMapper().readTree(event));
    assertThat(answer.isTextual()).isTrue();
    return answer.asText();
  }

  private void putEnded(String name) {
    put(
        "campaigns/" + name + "/state/claim.json",
        """
        {"version": 1, "campaign": "%s", "execution": "e", "claimedAt": "2026-01-01T00:00:00Z", "resumptions": []}
        """
            .formatted(name));
    put(
        "campaigns/" + name + "/summary.json",
        """
        {"campaign": "%s", "outcome": "accuracy-certified", "rounds": 4, "items": 100, "rejected": 0,
         "annotations": 300, "labeled": 90, "autoLabeled": 0,
         "spent": {"amount": 12.50, "currency": "USD"}, "budget": {"amount": 20.00, "currency": "USD"},
         "certification": {"labels": 50, "correct": 48, "lowerBound": 0.912, "confidence": 0.95, "target": 0.9},
         "curve": [{"round": 1, "trainingLabels": 20, "annotations": 300, "spent": 12.50,
           "certificationAccuracy": 0.96, "lowerBound": 0.912}],
         "pool": [], "money": {"budgetChanges": []}, "seconds": 0, "suspended": []}
        """
            .formatted(name));
  }

  private void put(String key, String content) {
    kept.put(key, content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void answer_toDescribe_isMarkdownAndReadsNothing() throws Exception {
    JsonNode answer = widget().answer(new ObjectMapper().readTree("{\"describe\": true}"));
    assertThat(answer.path("markdown").asText()).contains("## Labelloop cockpit", "campaign");
    assertThat(calls).isEmpty();
  }

  @Test
  void answer_withAHundredCampaignsOfManyObjects_readsAFewOfEach() throws Exception {
    for (int i = 0; i < 100; i++) {
      putEnded("campaign-" + i);
      for (int j = 0; j < 20; j++) {
        put("campaigns/campaign-" + i + "/rounds/0001/scores/" + j + ".jsonl", "x");
      }
    }
    String html = html("{\"widgetContext\": {\"theme\": \"dark\"}}");
    assertThat(Jsoup.parse(html).select("tbody tr")).hasSize(100);
    assertThat(html).contains("labelloop cwdb-no-default-styles dark");
    assertThat(calls.stream().filter(call -> call.startsWith("get")).count())
        .isLessThanOrEqualTo(100 * 4L);
    assertThat(calls)
        .filteredOn(call -> !call.startsWith("get"))
        .containsExactly("folders campaigns/");
  }

  @Test
  void answer_forOneCampaign_showsIt() throws Exception {
    putEnded("birds");
    String text = Jsoup.parse(html("{\"campaign\": \"campaigns/birds/\"}")).text();
    assertThat(text).contains("birds", "accuracy-certified", "≥ 0.912 of 0.900", "7.50 USD");
  }

  @Test
  void answer_withCampaignsThatEnded_saysWhichOfThemWereSimulated() throws Exception {
    putEnded("played");
    put("campaigns/played/state/spec.json", "{\"workforce\": {\"type\": \"simulated\"}}");
    putEnded("real");
    put("campaigns/real/state/spec.json", "{\"workforce\": {\"type\": \"portal\"}}");
    assertThat(Jsoup.parse(html("{}")).select("tbody tr:contains(simulated) th a").eachText())
        .containsExactly("played");
  }

  @Test
  void answer_withACampaignThatCannotBeRead_showsTheOthers() throws Exception {
    putEnded("birds");
    put("campaigns/broken/state/claim.json", "{");
    put("campaigns/waiting/campaign.json", "{}");
    put(
        "campaigns/refused/problem.json",
        """
        {"version": 1, "campaign": "refused", "error": "InvalidCampaignException", "cause": "no labels",
         "at": "2026-01-01T00:00:00Z"}
        """);
    put("campaigns/no-campaign/pool.jsonl", "{}");
    assertThat(Jsoup.parse(html("{}")).select("tbody th a").eachText())
        .containsExactlyInAnyOrder("broken", "waiting", "birds", "refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secrets/",
        "campaigns/../x/",
        "campaigns/a/b/",
        "campaigns/a",
        "pools/a/",
        "campaigns/<script>/",
        "campaigns//"
      })
  void answer_forAFolderThatIsNoCampaign_saysSoAndOrdersNothing(String folder) throws Exception {
    String event =
        new ObjectMapper()
            .createObjectNode()
            .put("campaign", folder)
            .put("order", "stop")
            .toString();
    String html = html(event);
    assertThat(Jsoup.parse(html).select(".said.refused")).hasSize(1);
    assertThat(html).doesNotContain("<script>");
    assertThat(calls).noneMatch(call -> call.startsWith("put") || call.startsWith("replace"));
  }

  @Test
  void answer_toAnOrder_saysWhatCameOfIt() throws Exception {
    putEnded("birds");
    assertThat(html("{\"campaign\": \"campaigns/birds/\", \"order\": \"pause\"}"))
        .contains("Not done: the campaign has not begun.");
    assertThat(html("{\"campaign\": \"campaigns/birds/\", \"order\": \"explode\"}"))
        .contains("There is no such order");
    assertThat(
            html(
                """
                {"campaign": "campaigns/birds/", "order": "budget",
                 "widgetContext": {"forms": {"all": {"budget": "much"}}}}
                """))
        .contains("must be like &#39;250 USD&#39;, but was &#39;much&#39;");
    assertThat(
            html(
                """
                {"campaign": "campaigns/birds/", "order": "deadline",
                 "widgetContext": {"forms": {"all": {"hours": "1e999999999"}}}}
                """))
        .contains("must be like &#39;72&#39;");
    assertThat(calls).noneMatch(call -> call.startsWith("put") || call.startsWith("replace"));
  }
}
