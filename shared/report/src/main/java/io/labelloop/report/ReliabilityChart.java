package io.labelloop.report;

import io.labelloop.estimation.Reliability;
import java.util.List;

/** A reliability diagram: two lines, before and after calibration, and the diagonal. */
final class ReliabilityChart {
  private ReliabilityChart() {}

  /** The bins of one line. */
  record Line(String name, List<Reliability.Bin> bins) {
    private Chart.Series series() {
      return Chart.Series.line(
          name,
          bins.stream().map(bin -> new Chart.Point(bin.confidence(), bin.accuracy())).toList());
    }
  }

  /**
   * Writes the diagram.
   *
   * @param id of the chart, the only one with it on the page
   * @param diagonal what the diagonal is called
   */
  static void write(
      Html html,
      String id,
      String title,
      String description,
      String confidence,
      Line before,
      Line after,
      String diagonal) {
    new Chart(
            id,
            title,
            description,
            confidence,
            0,
            1,
            List.of(
                before.series(),
                after.series(),
                new Chart.Series(
                    diagonal, false, false, List.of(new Chart.Point(0, 0), new Chart.Point(1, 1)))))
        .write(html);
  }
}
