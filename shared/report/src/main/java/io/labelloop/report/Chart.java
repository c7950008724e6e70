package io.labelloop.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A line or bar chart: as a figure of a page, with a table of its numbers, or as an SVG file of its
 * own.
 *
 * <p>Drawn here and not by a charting library: those for Java draw through AWT, which turns text
 * into outlines that no screen reader reads, fixes the colours of one scheme, and needs fonts that
 * a Lambda does not have.
 *
 * @param id distinguishes the charts of a page; letters
 * @param description what the chart shows, for those who do not see it
 * @param yMax above {@code yMin}
 */
public record Chart(
    String id,
    String title,
    String description,
    String xName,
    double yMin,
    double yMax,
    List<Series> series) {
  private static final int KEY_ROW = 22;

  /**
   * Points in the order of x, as bars or as a line.
   *
   * @param markers whether each point of a line is marked
   */
  public record Series(String name, boolean bars, boolean markers, List<Point> points) {
    public Series {
      points = List.copyOf(points);
    }

    /** Bars from the chart's foot. */
    public static Series bars(String name, List<Point> points) {
      return new Series(name, true, false, points);
    }

    /** A line with a mark at each point. */
    public static Series line(String name, List<Point> points) {
      return new Series(name, false, true, points);
    }

    /** A level line from one x to another. */
    public static Series level(String name, double from, double to, double y) {
      return new Series(name, false, false, List.of(new Point(from, y), new Point(to, y)));
    }
  }

  /** A point in the units of the data. */
  public record Point(double x, double y) {}

  public Chart {
    if (!(yMax > yMin)) {
      throw new IllegalArgumentException("yMax must be above " + yMin + ", but was " + yMax);
    }
    series = List.copyOf(series);
  }

  /**
   * The highest value of the series that is at most .9, to a tenth below: where accuracies begin.
   */
  public static double accuracyFloor(List<Series> series) {
    double least =
        series.stream().flatMap(s -> s.points().stream()).mapToDouble(Point::y).min().orElse(0);
    return Math.min(0.9, Math.max(0, Math.floor(least * 10) / 10));
  }

  /** The chart as an SVG file with its own colours, in a light and a dark scheme. */
  public String toSvg() {
    int height = 28 + Plot.HEIGHT + KEY_ROW * series.size() + 8;
    var svg = Html.fragment();
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 -28 " + Plot.WIDTH + " " + height,
        "role",
        "img",
        "aria-labelledby",
        id + "-title " + id + "-desc");
    describe(svg);
    svg.style(Colours.ofReader() + resource("chart.css"));
    svg.element(
        "rect", "", "class", "paper", "y", "-28", "width", "" + Plot.WIDTH, "height", "" + height);
    Plot.label(svg, title, Plot.WIDTH / 2.0, -8, "middle");
    new Plot(this).write(svg);
    for (int i = 0; i < series.size(); i++) {
      double y = Plot.HEIGHT + KEY_ROW * i;
      Plot.key(svg, series.get(i), i, 76, y);
      Plot.label(svg, series.get(i).name(), 122, y + 11, "start");
    }
    return svg.finish();
  }

  /** Writes the chart as a figure, with a table of its numbers. */
  public void write(Html html) {
    html.open("figure").element("figcaption", title, "class", "chart-title");
    html.open(
        "svg",
        "viewBox",
        "0 0 " + Plot.WIDTH + " " + Plot.HEIGHT,
        "role",
        "img",
        "aria-labelledby",
        id + "-title " + id + "-desc");
    describe(html);
    new Plot(this).write(html);
    html.close();
    html.open("ul", "class", "legend");
    for (int i = 0; i < series.size(); i++) {
      html.open("li").open("svg", "viewBox", "0 0 36 12", "aria-hidden", "true", "class", "key");
      Plot.key(html, series.get(i), i, 0, 0);
      html.close().text(series.get(i).name()).close();
    }
    html.close();
    figures(html);
    html.close();
  }

  private void describe(Html svg) {
    svg.element("title", title, "id", id + "-title")
        .element("desc", description, "id", id + "-desc");
  }

  private void figures(Html html) {
    html.open("details").element("summary", "Figures of this chart");
    html.open("div", "class", "scroll").open("table").element("caption", title);
    html.open("tr").element("th", "Series", "scope", "col").element("th", xName, "scope", "col");
    html.element("th", "Value", "scope", "col").close();
    for (Series each : series) {
      for (Point point : each.points()) {
        html.open("tr").element("th", each.name(), "scope", "row");
        html.element("td", number(point.x())).element("td", number(point.y())).close();
      }
    }
    html.close().close().close();
  }

  /** A style sheet that lies beside this class. */
  public static String resource(String name) {
    try (InputStream in = Chart.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing beside Chart");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A number without decimals if it is whole, with three otherwise. */
  public static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.3f", value);
  }
}
