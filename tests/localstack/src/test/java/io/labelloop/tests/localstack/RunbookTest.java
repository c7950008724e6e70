package io.labelloop.tests.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.aws.metrics.EmbeddedMetrics;
import io.labelloop.aws.metrics.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** That each alarm says what to do, and that the runbook is about the alarms that there are. */
class RunbookTest {
  private static final String PAGE = "docs/operations/runbook.md";
  private static final Pattern LINK = Pattern.compile(Pattern.quote(PAGE) + "#([a-z]+)$");
  private static final Pattern SECTION = Pattern.compile("(?m)^## (\\w+)$");

  private final Map<String, JsonNode> alarms = new Template().resources("AWS::CloudWatch::Alarm");

  @Test
  void alarm_ofEachKind_linksToItsSection() throws IOException {
    String page = Files.readString(Path.of(LocalStackServer.root().toString(), PAGE));
    Map<String, String> sections = new TreeMap<>();
    Matcher found = SECTION.matcher(page);
    while (found.find()) {
      int next = page.indexOf("\n## ", found.end());
      sections.put(found.group(1), page.substring(found.end(), next < 0 ? page.length() : next));
    }
    assertThat(sections.keySet()).isEqualTo(alarms.keySet());
    sections.forEach(
        (name, text) ->
            assertThat(text).as(name).contains("**Means.**", "**Look at.**", "**Do.**"));
    alarms.forEach(
        (name, alarm) -> {
          Matcher link = LINK.matcher(alarm.path("AlarmDescription").asText());
          assertThat(link.find()).as(name + ": " + alarm.path("AlarmDescription")).isTrue();
          assertThat(link.group(1)).as(name).isEqualTo(name.toLowerCase(Locale.ROOT));
        });
  }

  @Test
  void alarm_ofEachKind_tellsPeopleAndWatchesAMetricThatIsWritten() {
    Set<String> written = new TreeSet<>();
    Arrays.stream(Figure.values()).map(Figure::metric).forEach(written::add);
    var ours = new TreeSet<String>();
    alarms.forEach(
        (name, alarm) -> {
          assertThat(Template.texts(alarm.path("AlarmActions")))
              .as(name)
              .containsExactly("NotificationTopic");
          if (alarm.path("Namespace").asText().equals(EmbeddedMetrics.NAMESPACE)) {
            assertThat(written).contains(alarm.path("MetricName").asText());
            assertThat(alarm.at("/Dimensions/0/Name").asText()).as(name).isEqualTo("Stack");
            ours.add(name);
          }
        });
    assertThat(ours).hasSizeGreaterThanOrEqualTo(4);
  }
}
