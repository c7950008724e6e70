package io.labelloop.consolidation;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotationTable;
import io.labelloop.annotation.AnnotatorId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Reports on all annotators of a consolidation.
 *
 * <p>Intervals of confusion matrices count a posterior as so many answers: they show how few
 * answers an estimate rests on, and leave out that the classes are themselves estimated.
 * Information is measured against the class that the <em>other</em> answers about an item tell,
 * since an answer always agrees with a posterior that it had a part in. Takes {@code O(n K + w
 * K^2)}, with two quantiles for each cell (docs/methods/annotator-reports.md).
 */
public final class AnnotatorReports {
  private static final double TAIL = 0.025;
  private static final double JEFFREYS = 0.5;
  // an expected number of answers below this is rounding
  private static final double NONE = 1e-9;

  private AnnotatorReports() {}

  /**
   * @param annotations those of the table, for their times
   * @return one report per annotator, in the order of the table
   */
  public static List<AnnotatorReport> of(
      AnnotationTable table,
      GoldLabels gold,
      Consolidation consolidation,
      Collection<Annotation> annotations) {
    int k = table.classes();
    double[] counts = confusionCounts(table, consolidation);
    InformationCounts informed = new InformationCounts(table, gold, consolidation);
    Map<AnnotatorId, Double> speeds = secondsPerAnswer(annotations);
    List<AnnotatorReport> reports = new ArrayList<>();
    for (int annotator = 0; annotator < table.annotators().size(); annotator++) {
      AnnotatorQuality quality = consolidation.annotators().get(annotator);
      reports.add(
          new AnnotatorReport(
              quality.annotator(),
              quality.annotations(),
              table.items().size() - quality.annotations(),
              quality.skill(),
              informed.of(annotator),
              Optional.ofNullable(speeds.get(quality.annotator())),
              cells(counts, annotator * k * k, k)));
    }
    return reports;
  }

  private static double[] confusionCounts(AnnotationTable table, Consolidation consolidation) {
    int k = table.classes();
    double[] counts = new double[table.annotators().size() * k * k];
    for (int item = 0; item < table.items().size(); item++) {
      double[] posterior = consolidation.labels().get(item).posterior();
      for (int row = table.start(item); row < table.end(item); row++) {
        for (int c = 0; c < k; c++) {
          counts[(table.annotator(row) * k + c) * k + table.label(row)] += posterior[c];
        }
      }
    }
    return counts;
  }

  private static List<List<AnnotatorReport.Cell>> cells(double[] counts, int from, int k) {
    List<List<AnnotatorReport.Cell>> rows = new ArrayList<>(k);
    for (int c = 0; c < k; c++) {
      double answers = 0;
      for (int y = 0; y < k; y++) {
        answers += counts[from + c * k + y];
      }
      List<AnnotatorReport.Cell> row = new ArrayList<>(k);
      for (int y = 0; y < k; y++) {
        row.add(cell(counts[from + c * k + y], answers, k));
      }
      rows.add(row);
    }
    return rows;
  }

  private static AnnotatorReport.Cell cell(double count, double answers, int k) {
    if (answers < NONE) {
      return new AnnotatorReport.Cell(1.0 / k, 0, 1);
    }
    var beta = BetaDistribution.of(count + JEFFREYS, Math.max(0, answers - count) + JEFFREYS);
    // at the ends the interval reaches as far as the estimate does
    return new AnnotatorReport.Cell(
        Math.min(1, count / answers),
        count < NONE ? 0 : beta.inverseCumulativeProbability(TAIL),
        answers - count < NONE ? 1 : beta.inverseSurvivalProbability(TAIL));
  }

  private static Map<AnnotatorId, Double> secondsPerAnswer(Collection<Annotation> annotations) {
    Map<AnnotatorId, List<Instant>> times = new HashMap<>();
    for (Annotation annotation : annotations) {
      if (!annotation.answeredAt().equals(Instant.EPOCH)) {
        times
            .computeIfAbsent(annotation.annotator(), a -> new ArrayList<>())
            .add(annotation.answeredAt());
      }
    }
    Map<AnnotatorId, Double> medians = new HashMap<>();
    times.forEach(
        (annotator, answered) -> {
          if (answered.size() > 1) {
            medians.put(annotator, medianGap(answered));
          }
        });
    return medians;
  }

  private static double medianGap(List<Instant> times) {
    Instant[] sorted = times.toArray(Instant[]::new);
    Arrays.sort(sorted);
    double[] gaps = new double[sorted.length - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = Duration.between(sorted[i], sorted[i + 1]).toMillis() / 1000.0;
    }
    Arrays.sort(gaps);
    int middle = gaps.length / 2;
    return gaps.length % 2 == 1 ? gaps[middle] : (gaps[middle - 1] + gaps[middle]) / 2;
  }
}
