package io.labelloop.tests.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.aws.metrics.Figure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the queries which are deployed ask for fields that functions really log. */
class LogQueriesTest {
  /** Quoted texts and regular expressions, which name no field. */
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|/[^/]*/");

  private static final Pattern NAMED_HERE = Pattern.compile("\\bas ([a-z]+)");
  private static final Pattern WORD = Pattern.compile("(?<![@\\w])[A-Za-z][A-Za-z]*");

  /** Words of the query language that are used. */
  private static final Set<String> LANGUAGE =
      Set.of(
          "and",
          "as",
          "asc",
          "avg",
          "bin",
          "by",
          "count",
          "d",
          "desc",
          "fields",
          "filter",
          "ispresent",
          "latest",
          "like",
          "limit",
          "max",
          "or",
          "parse",
          "pct",
          "sort",
          "stats");

  @Test
  void query_ofEachKind_asksForFieldsThatAreLogged(@TempDir Path folder) throws IOException {
    Set<String> known = SmallCampaign.logged(folder);
    assertThat(known).contains("step", "campaign", "round", "outcome", "ms", "rejected");
    Arrays.stream(Figure.values()).map(Figure::metric).forEach(known::add);
    known.addAll(Set.of("Campaign", "Stack", "Step"));
    // of what happens outside of steps: OccurrenceLog
    known.addAll(Set.of("event", "reason"));
    Map<String, JsonNode> queries = new Template().resources("AWS::Logs::QueryDefinition");
    assertThat(queries).hasSizeGreaterThan(5);
    queries.forEach(
        (name, query) -> {
          assertThat(Template.texts(query.path("LogGroupNames"))).containsExactly("FunctionLogs");
          String text = QUOTED.matcher(query.path("QueryString").asText()).replaceAll("");
          Set<String> fields = new TreeSet<>(known);
          Matcher named = NAMED_HERE.matcher(text);
          while (named.find()) {
            fields.add(named.group(1));
          }
          Matcher word = WORD.matcher(text);
          while (word.find()) {
            if (!LANGUAGE.contains(word.group())) {
              assertThat(fields).as(name).contains(word.group());
            }
          }
        });
  }
}
