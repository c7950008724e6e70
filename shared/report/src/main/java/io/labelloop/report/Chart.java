package io.labelloop.report;

import java.util.List;
import java.util.Locale;

/**
 * A line or bar chart as inline SVG with a table of its figures. Series differ by dash and marker
 * as well as by colour, which the page's style sheet gives by class {@code s0}, {@code s1} and so
 * on.
 */
record Chart(
    String id,
    String title,
    String description,
    String xName,
    double yMin,
    double yMax,
    List<Series> series) {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 300;
  private static final int LEFT = 56;
  private static final int BOTTOM = 262;
  private static final int TOP = 16;

  /** Points in the order of x. */
  record Series(String name, boolean bars, List<Point> points) {
    Series {
      points = List.copyOf(points);
    }
  }

  record Point(double x, double y) {}

  Chart {
    series = List.copyOf(series);
  }

  void write(Html html) {
    html.open("figure").element("figcaption", title, "class", "chart-title");
    html.open(
        "svg",
        "viewBox",
        "0 0 " + WIDTH + " " + HEIGHT,
        "role",
        "img",
        "aria-labelledby",
        id + "-title " + id + "-desc");
    html.element("title", title, "id", id + "-title")
        .element("desc", description, "id", id + "-desc");
    for (int tick = 0; tick <= 4; tick++) {
      double value = yMin + (yMax - yMin) * tick / 4;
      line(html, "grid", LEFT, y(value), WIDTH - 16, y(value));
      html.element("text", number(value), "x", "50", "y", at(y(value) + 4), "text-anchor", "end");
    }
    for (double value : new double[] {xMin(), (xMin() + xMax()) / 2, xMax()}) {
      html.element("text", number(value), "x", at(x(value)), "y", "280", "text-anchor", "middle");
    }
    html.element("text", xName, "x", at((LEFT + WIDTH) / 2.0), "y", "297", "text-anchor", "middle");
    for (int i = 0; i < series.size(); i++) {
      draw(html, series.get(i), "s" + i, i);
    }
    html.close();
    html.open("ul", "class", "legend");
    for (int i = 0; i < series.size(); i++) {
      html.open("li").open("svg", "viewBox", "0 0 36 12", "aria-hidden", "true", "class", "key");
      if (series.get(i).bars()) {
        html.open(
                "rect",
                "class",
                "s" + i + " bar",
                "x",
                "12",
                "y",
                "0",
                "width",
                "12",
                "height",
                "12")
            .close();
      } else {
        line(html, "s" + i + " line", 0, 6, 36, 6);
        marker(html, i, 18, 6);
      }
      html.close().text(series.get(i).name()).close();
    }
    html.close().open("details").element("summary", "Figures of this chart");
    html.open("div", "class", "scroll").open("table").element("caption", title);
    html.open("tr").element("th", "Series", "scope", "col").element("th", xName, "scope", "col");
    html.element("th", "Value", "scope", "col").close();
    for (Series each : series) {
      for (Point point : each.points()) {
        html.open("tr").element("th", each.name(), "scope", "row");
        html.element("td", number(point.x())).element("td", number(point.y())).close();
      }
    }
    html.close().close().close().close();
  }

  private void draw(Html html, Series one, String style, int index) {
    if (one.bars()) {
      double width = Math.min(28, 0.6 * (WIDTH - LEFT - 56) / Math.max(1, one.points().size()));
      for (Point point : one.points()) {
        html.open(
                "rect",
                "class",
                style + " bar",
                "x",
                at(x(point.x()) - width / 2),
                "y",
                at(y(point.y())),
                "width",
                at(width),
                "height",
                at(BOTTOM - y(point.y())))
            .close();
      }
      return;
    }
    var path = new StringBuilder();
    one.points()
        .forEach(p -> path.append(at(x(p.x()))).append(',').append(at(y(p.y()))).append(' '));
    html.open("polyline", "class", style + " line", "points", path.toString().strip()).close();
    one.points().forEach(p -> marker(html, index, x(p.x()), y(p.y())));
  }

  private static void marker(Html html, int index, double x, double y) {
    if (index == 0) {
      html.open("circle", "class", "s0 mark", "cx", at(x), "cy", at(y), "r", "3.5").close();
    } else if (index == 1) {
      html.open(
              "rect", "class", "s1 mark", "x", at(x - 3), "y", at(y - 3), "width", "6", "height",
              "6")
          .close();
    }
  }

  private static void line(Html html, String style, double x1, double y1, double x2, double y2) {
    html.open("line", "class", style, "x1", at(x1), "y1", at(y1), "x2", at(x2), "y2", at(y2))
        .close();
  }

  private double xMin() {
    return series.stream().flatMap(s -> s.points().stream()).mapToDouble(Point::x).min().orElse(0);
  }

  private double xMax() {
    return series.stream().flatMap(s -> s.points().stream()).mapToDouble(Point::x).max().orElse(1);
  }

  private double x(double value) {
    double span = xMax() - xMin();
    return LEFT + 24 + (span == 0 ? 0.5 : (value - xMin()) / span) * (WIDTH - LEFT - 64);
  }

  private double y(double value) {
    return BOTTOM - (value - yMin) / (yMax - yMin) * (BOTTOM - TOP);
  }

  private static String at(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.3f", value);
  }
}
