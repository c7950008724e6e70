package io.labelloop.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.pool.RejectCounts;
import io.labelloop.pool.RejectReason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class RejectsSectionTest {
  private static final String HOSTILE = "</th><script>alert(1)</script><img src=x>\"&amp;\u202Eabc";

  private static Document section(RejectCounts rejects) {
    var html = Html.fragment();
    RejectsSection.write(html, rejects);
    return Jsoup.parseBodyFragment(html.finish());
  }

  /** Columns named by numbers, which cost as many lines as their names say. */
  private static RejectCounts columns(int count) {
    Map<String, Map<RejectReason, Long>> columns = new HashMap<>();
    for (long i = 1; i <= count; i++) {
      columns.put("v" + i, Map.of(RejectReason.NOT_A_NUMBER, i));
    }
    long lines = (long) count * (count + 1) / 2;
    return new RejectCounts(Map.of(RejectReason.NOT_A_NUMBER, lines), columns);
  }

  private static List<String> rows(Document page, String caption) {
    return page.select("table").stream()
        .filter(table -> table.select("caption").text().equals(caption))
        .flatMap(table -> table.select("tr").eachText().stream())
        .toList();
  }

  @Test
  void write_ofRejectedLines_showsReasonsColumnsAndWhatCountsForNone() {
    Document page =
        section(
            new RejectCounts(
                Map.of(
                    RejectReason.NOT_A_NUMBER, 9L,
                    RejectReason.WRONG_TYPE, 2L,
                    RejectReason.BROKEN_JSON, 5L),
                Map.of(
                    "a", Map.of(RejectReason.NOT_A_NUMBER, 3L),
                    "b", Map.of(RejectReason.NOT_A_NUMBER, 6L, RejectReason.WRONG_TYPE, 2L))));
    assertThat(rows(page, "Rejected lines by reason"))
        .containsExactly("Reason Lines", "BROKEN_JSON 5", "NOT_A_NUMBER 9", "WRONG_TYPE 2");
    assertThat(rows(page, "Rejected lines by column"))
        .containsExactly(
            "Column Lines Reasons", "b 8 6 NOT_A_NUMBER, 2 WRONG_TYPE", "a 3 3 NOT_A_NUMBER");
    assertThat(page.select("p").text())
        .isEqualTo(
            "A line counts for the first of its columns that is to blame; 5 lines count for none.");
  }

  @Test
  void write_ofManyColumns_showsTheTwentyThatCostMostAndHowManyMoreThereAre() {
    Document page = section(columns(24));
    assertThat(rows(page, "Rejected lines by column"))
        .hasSize(21)
        .startsWith("Column Lines Reasons", "v24 24 24 NOT_A_NUMBER")
        .endsWith("v5 5 5 NOT_A_NUMBER");
    assertThat(page.select("p").text())
        .isEqualTo(
            "4 more columns cost 10 lines. A line counts for the first of its columns that is to blame.");
    assertThat(section(columns(21)).select("p").text()).startsWith("1 more column costs 1 line. ");
    assertThat(rows(section(columns(20)), "Rejected lines by column")).hasSize(21);
    assertThat(section(columns(20)).select("p").text()).startsWith("A line counts");
  }

  @Test
  void write_ofAColumnWithAHostileName_keepsItText() {
    Map<RejectReason, Long> reasons = Map.of(RejectReason.MISSING_FIELD, 2L);
    Document page = section(new RejectCounts(reasons, Map.of(HOSTILE, reasons)));
    assertThat(page.select("script, img")).isEmpty();
    List<Element> named =
        page.select("th[scope=row][dir=auto]").stream()
            .filter(cell -> cell.wholeText().equals(HOSTILE))
            .toList();
    assertThat(named).hasSize(1);
  }

  @Test
  void write_ofLinesThatNoColumnIsToBlameFor_hasNoTableOfColumns() {
    Document page = section(new RejectCounts(Map.of(RejectReason.BROKEN_CSV, 2L), Map.of()));
    assertThat(page.select("caption").eachText()).containsExactly("Rejected lines by reason");
    assertThat(section(RejectCounts.NONE).select("p").text())
        .isEqualTo("No line of the pool was rejected.");
    assertThat(section(RejectCounts.NONE).select("table")).isEmpty();
  }
}
