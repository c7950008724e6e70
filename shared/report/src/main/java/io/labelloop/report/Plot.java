package io.labelloop.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The drawing of a chart: axes, lines and bars in a box of {@value #WIDTH} by {@value #HEIGHT}.
 * Series differ by dash and marker as well as by colour; a style sheet gives these by class {@code
 * s0}, {@code s1} and so on.
 */
final class Plot {
  static final int WIDTH = 720;
  static final int HEIGHT = 310;
  private static final int LEFT = 76;
  private static final int RIGHT = 24;
  private static final int TOP = 16;
  private static final int BOTTOM = 248;
  private static final double BAR = 0.6;

  /** How many styles the style sheet has; more series than that use them again. */
  private static final int STYLES = 10;

  private final Chart chart;
  private final double xMin;
  private final double xMax;

  Plot(Chart chart) {
    this.chart = chart;
    double[] xs =
        chart.series().stream()
            .flatMap(s -> s.points().stream())
            .mapToDouble(Chart.Point::x)
            .sorted()
            .toArray();
    this.xMin = xs.length == 0 ? 0 : xs[0];
    this.xMax = xs.length == 0 ? 1 : xs[xs.length - 1];
  }

  /** Writes axes and series into an open {@code svg} element. */
  void write(Html svg) {
    for (int tick = 0; tick <= 4; tick++) {
      double value = chart.yMin() + (chart.yMax() - chart.yMin()) * tick / 4;
      line(svg, "grid", LEFT, y(value), WIDTH - 12, y(value));
      label(svg, Chart.number(value), LEFT - 8, y(value) + 5, "end");
    }
    for (double value : xTicks()) {
      label(svg, Chart.number(value), x(value), BOTTOM + 24, "middle");
    }
    label(svg, chart.xName(), (LEFT + WIDTH) / 2.0, HEIGHT - 8, "middle");
    for (int i = 0; i < chart.series().size(); i++) {
      draw(svg, chart.series().get(i), i);
    }
  }

  /** Draws a series' key, 36 by 12, at a place of an open {@code svg} element. */
  static void key(Html svg, Chart.Series series, int index, double x, double y) {
    if (series.bars()) {
      bar(svg, index, x + 12, y, 12, 12);
    } else {
      line(svg, style(index) + " line", x, y + 6, x + 36, y + 6);
      if (series.markers()) {
        marker(svg, index, x + 18, y + 6);
      }
    }
  }

  static void label(Html svg, String text, double x, double y, String anchor) {
    svg.element("text", text, "x", at(x), "y", at(y), "text-anchor", anchor);
  }

  /** The ends and the middle; whole numbers have no half. */
  private List<Double> xTicks() {
    boolean whole = xMin == Math.rint(xMin) && xMax == Math.rint(xMax);
    double middle = whole ? Math.floor((xMin + xMax) / 2) : (xMin + xMax) / 2;
    return Stream.of(xMin, middle, xMax).distinct().toList();
  }

  private void draw(Html svg, Chart.Series one, int index) {
    if (one.bars()) {
      double width = Math.min(28, BAR * (WIDTH - LEFT) / Math.max(1, one.points().size()));
      for (Chart.Point p : one.points()) {
        bar(svg, index, x(p.x()) - width / 2, y(p.y()), width, BOTTOM - y(p.y()));
      }
      return;
    }
    var path = new StringBuilder();
    one.points()
        .forEach(p -> path.append(at(x(p.x()))).append(',').append(at(y(p.y()))).append(' '));
    svg.open("polyline", "class", style(index) + " line", "points", path.toString().strip())
        .close();
    if (one.markers()) {
      one.points().forEach(p -> marker(svg, index, x(p.x()), y(p.y())));
    }
  }

  private static void bar(Html svg, int index, double x, double y, double width, double height) {
    String path = "M" + at(x) + " " + at(y) + "h" + at(width) + "v" + at(height) + "h" + at(-width);
    svg.open("path", "class", style(index) + " bar", "d", path + "z").close();
  }

  private static void marker(Html svg, int index, double x, double y) {
    String style = style(index) + " mark";
    switch (index % 3) {
      case 0 -> svg.open("circle", "class", style, "cx", at(x), "cy", at(y), "r", "3.5").close();
      case 1 ->
          svg.open("path", "class", style, "d", "M" + at(x - 3) + " " + at(y - 3) + "h6v6h-6z")
              .close();
      default ->
          svg.open("path", "class", style, "d", "M" + at(x - 4) + " " + at(y + 3) + "h8l-4-7z")
              .close();
    }
  }

  private static String style(int index) {
    return "s" + index % STYLES;
  }

  private static void line(Html svg, String style, double x1, double y1, double x2, double y2) {
    String path = "M" + at(x1) + " " + at(y1) + "L" + at(x2) + " " + at(y2);
    svg.open("path", "class", style, "d", path).close();
  }

  private double x(double value) {
    double span = xMax - xMin;
    double inset = LEFT + RIGHT;
    return inset + (span == 0 ? 0.5 : (value - xMin) / span) * (WIDTH - inset - RIGHT - 16);
  }

  private double y(double value) {
    return BOTTOM - (value - chart.yMin()) / (chart.yMax() - chart.yMin()) * (BOTTOM - TOP);
  }

  private static String at(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
