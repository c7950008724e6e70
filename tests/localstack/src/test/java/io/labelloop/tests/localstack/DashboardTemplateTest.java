package io.labelloop.tests.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The dashboard's body is a text for CloudFormation: what is wrong in it shows only in the console.
 */
class DashboardTemplateTest {
  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([\\w:]+)}");
  private static final Set<String> METRICS =
      Set.of(
          "Annotations",
          "Cost",
          "StepSeconds",
          "ScoredItems",
          "CertifiedBound",
          "QueueAge",
          "RejectedLines");

  private final Template template = new Template();
  private final JsonNode nested;

  DashboardTemplateTest() throws IOException {
    this.nested =
        new YAMLMapper()
            .readTree(
                Files.readString(
                    LocalStackServer.root()
                        .resolve(
                            template
                                .resource("Dashboards")
                                .at("/Properties/TemplateURL")
                                .asText())));
  }

  private String body() {
    return nested.at("/Resources/CampaignDashboard/Properties/DashboardBody").asText();
  }

  @Test
  void body_withItsSubstitutions_isJsonThatFitsTheGrid() throws IOException {
    JsonNode body = new ObjectMapper().readTree(SUBSTITUTION.matcher(body()).replaceAll("x"));
    assertThat(body.path("widgets")).hasSizeGreaterThan(8);
    var types = new TreeSet<String>();
    for (JsonNode widget : body.path("widgets")) {
      types.add(widget.path("type").asText());
      assertThat(widget.path("x").asInt() + widget.path("width").asInt())
          .as(widget.toString())
          .isLessThanOrEqualTo(24);
    }
    assertThat(types).containsExactly("custom", "log", "metric", "text");
  }

  @Test
  void parameters_ofTheNestedStack_areGivenAndUsed() {
    var defined = names(nested.path("Parameters"));
    assertThat(names(template.resource("Dashboards").at("/Properties/Parameters")))
        .isEqualTo(defined);
    var used = new TreeSet<String>();
    Matcher names = SUBSTITUTION.matcher(nested.toString());
    while (names.find()) {
      if (!names.group(1).startsWith("AWS::")) {
        used.add(names.group(1));
      }
    }
    used.remove("CampaignDashboard");
    assertThat(used).isEqualTo(defined);
  }

  private static Set<String> names(JsonNode object) {
    var names = new TreeSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void graphs_ofOurMetrics_nameEachOfThem() {
    var shown = new TreeSet<String>();
    Matcher names = Pattern.compile("MetricName=\\\\\"(\\w+)\\\\\"").matcher(body());
    while (names.find()) {
      shown.add(names.group(1));
    }
    assertThat(shown).isEqualTo(new TreeSet<>(METRICS));
  }

  @Test
  void widget_onTheDashboard_readsNoPoolAndWritesOnlyWhatOrdersChange() {
    JsonNode function = template.resource("CockpitWidgetFunction").path("Properties");
    assertThat(function.at("/Environment/Variables/LABELLOOP_HANDLER").asText())
        .isEqualTo("cockpitWidget");
    assertThat(template.resource("Dashboards").at("/Properties/Parameters/CockpitWidget").asText())
        .isEqualTo("${CockpitWidgetFunction.Arn}:live");
    assertThat(resources(function, "s3:PutObject"))
        .containsExactlyInAnyOrder(
            "campaigns/*/orders.json",
            "campaigns/*/changes.json",
            "campaigns/*/state/ledger.json",
            "stack/budget.json");
    List<Pattern> readable =
        resources(function, "s3:GetObject").stream().map(TemplateTest::keyPattern).toList();
    for (String key :
        List.of(
            "pools/birds/a.jsonl", "campaigns/birds/pool.jsonl", "campaigns/birds/model.tribuo")) {
      assertThat(readable).noneMatch(pattern -> pattern.matcher(key).matches());
    }
  }

  private static List<String> resources(JsonNode function, String action) {
    var resources = new ArrayList<String>();
    for (JsonNode statement : Template.statements(function)) {
      if (Template.texts(statement.path("Action")).contains(action)) {
        Template.texts(statement.path("Resource"))
            .forEach(resource -> resources.add(resource.replace("${DataBucket.Arn}/", "")));
      }
    }
    return resources;
  }
}
