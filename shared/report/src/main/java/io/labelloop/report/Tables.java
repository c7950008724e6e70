package io.labelloop.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Tables of numbers and of names. */
final class Tables {
  private Tables() {}

  static void matrix(
      Html html, String caption, List<String> labels, List<? extends List<? extends Number>> rows) {
    matrix(html, caption, labels, rows, cell -> Chart.number(cell.doubleValue()), cell -> cell);
  }

  /**
   * @param text what stands in a cell
   * @param value what its colour shows
   */
  static <T> void matrix(
      Html html,
      String caption,
      List<String> labels,
      List<? extends List<? extends T>> rows,
      Function<T, String> text,
      Function<T, Number> value) {
    double most =
        rows.stream()
            .flatMap(List::stream)
            .mapToDouble(cell -> value.apply(cell).doubleValue())
            .max()
            .orElse(1);
    html.open("div", "class", "scroll")
        .open("table")
        .element("caption", caption)
        .open("tr")
        .element("td", "");
    labels.forEach(label -> html.element("th", label, "scope", "col", "dir", "auto"));
    html.close();
    for (int i = 0; i < rows.size(); i++) {
      html.open("tr").element("th", labels.get(i), "scope", "row", "dir", "auto");
      for (T cell : rows.get(i)) {
        // at most 40 % of the accent, so that the text keeps its contrast in both schemes
        double share = most > 0 ? 40 * value.apply(cell).doubleValue() / most : 0;
        html.element(
            "td",
            text.apply(cell),
            "style",
            String.format(
                Locale.ROOT, "background:color-mix(in srgb,var(--a) %.0f%%,transparent)", share));
      }
      html.close();
    }
    html.close().close();
  }

  static void pairs(Html html, String caption, String name, String value, Map<String, ?> pairs) {
    html.open("div", "class", "scroll").open("table").element("caption", caption);
    html.open("tr")
        .element("th", name, "scope", "col")
        .element("th", value, "scope", "col")
        .close();
    new TreeMap<>(pairs)
        .forEach(
            (k, v) ->
                html.open("tr")
                    .element("th", k, "scope", "row", "dir", "auto")
                    .element("td", v.toString(), "dir", "auto")
                    .close());
    html.close().close();
  }

  /** Rows of texts; the first of each is its heading. */
  static void rows(Html html, String caption, List<String> head, List<List<String>> rows) {
    html.open("div", "class", "scroll").open("table").element("caption", caption).open("tr");
    head.forEach(name -> html.element("th", name, "scope", "col"));
    html.close();
    for (List<String> row : rows) {
      html.open("tr").element("th", row.getFirst(), "scope", "row", "dir", "auto");
      row.subList(1, row.size()).forEach(cell -> html.element("td", cell, "dir", "auto"));
      html.close();
    }
    html.close().close();
  }
}
