package io.labelloop.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.query.LowBudget;
import io.labelloop.query.MarginCluster;
import io.labelloop.query.QueryStrategies;
import io.labelloop.query.QueryStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of query strategies has all of them, with as many candidates as they see. */
class StrategiesDocsTest {
  private static final Path ROOT = Path.of(System.getProperty("labelloop.root"));
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z+-]+)` \\| [^|]+ \\| ([^|]+) \\| [^|]*\\|");
  // such that no two numbers of items look alike
  private static final int BATCH = 7;

  private final String page;

  StrategiesDocsTest() throws IOException {
    page = Files.readString(ROOT.resolve("docs/methods/query-strategies.md"));
  }

  @Test
  void table_hasEveryStrategyAndWhatItSees() {
    List<MatchResult> rows = page.lines().flatMap(line -> ROW.matcher(line).results()).toList();

    assertThat(rows.stream().map(row -> row.group(1)))
        .containsExactlyElementsOf(QueryStrategies.names());
    for (MatchResult row : rows) {
      QueryStrategy strategy = QueryStrategies.named(row.group(1)).orElseThrow();
      assertThat(row.group(2)).as(row.group(1)).isEqualTo(sees(strategy));
    }
  }

  private static String sees(QueryStrategy strategy) {
    int best = strategy.candidates(BATCH);
    int drawn = strategy.uniformCandidates(BATCH);
    if (best == BATCH) {
      return strategy.name().equals("random") ? "b drawn" : "b best";
    }
    // those that ask no model see drawn items only
    return best % BATCH != 0
        ? number(best) + " drawn"
        : best / BATCH + " b best" + (drawn > 0 ? ", " + number(drawn) + " drawn" : "");
  }

  private static String number(int items) {
    return String.format(Locale.ROOT, "%,d", items);
  }

  @Test
  void defaults_areThoseOfTheSource() {
    assertThat(page)
        .contains("fewer than " + LowBudget.LABELS_PER_CLASS + " labels for each class")
        .contains("the " + MarginCluster.PRESELECTION + " b items with the smallest margins");
  }
}
