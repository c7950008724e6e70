package io.labelloop.consolidation;

import io.labelloop.estimation.Reliability;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How the posteriors of a consolidation were fitted to gold items, and how well that works on gold
 * items that had no part in it.
 *
 * @param temperature fitted to all gold items
 * @param gold how many they are
 * @param before of the method's own posteriors of the gold items
 * @param after of their posteriors at a temperature that was fitted to the other four fifths of
 *     them
 */
public record Calibration(
    Temperature temperature, int gold, Reliability before, Reliability after) {
  /** With fewer gold items, posteriors are left as they are. */
  public static final int ENOUGH = 50;

  private static final int FOLDS = 5;
  private static final SeededOrder FOLD_ORDER = new SeededOrder(0, "calibration-fold");

  /**
   * Fits a temperature to the gold items of a consolidation that was made without them.
   *
   * @param unclamped made without gold items, so that their posteriors are those of any item
   */
  static Calibration fit(Consolidation unclamped, GoldLabels gold) {
    List<ConsolidatedLabel> known =
        unclamped.labels().stream()
            .filter(label -> gold.classOf(label.item()).isPresent())
            .sorted(Comparator.comparing(ConsolidatedLabel::item, FOLD_ORDER))
            .toList();
    Map<ItemId, Integer> truth = gold.asMap();
    double[] confidences = new double[known.size()];
    double[] right = new double[known.size()];
    double[] calibrated = new double[known.size()];
    for (int fold = 0; fold < FOLDS; fold++) {
      Temperature temperature = fitTo(leftOut(known, fold), truth);
      for (int i = fold; i < known.size(); i += FOLDS) {
        ConsolidatedLabel label = known.get(i);
        confidences[i] = label.confidence();
        right[i] = label.shareOf(truth.getOrDefault(label.item(), GoldLabels.UNKNOWN));
        calibrated[i] = temperature.applyTo(label.posterior())[label.label()];
      }
    }
    return new Calibration(
        fitTo(known, truth),
        known.size(),
        Reliability.of(confidences, right),
        Reliability.of(calibrated, right));
  }

  private static List<ConsolidatedLabel> leftOut(List<ConsolidatedLabel> known, int fold) {
    List<ConsolidatedLabel> others = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      if (i % FOLDS != fold) {
        others.add(known.get(i));
      }
    }
    return others;
  }

  private static Temperature fitTo(List<ConsolidatedLabel> known, Map<ItemId, Integer> truth) {
    return Temperature.fit(
        known.stream().map(ConsolidatedLabel::posterior).toList(),
        known.stream()
            .mapToInt(label -> truth.getOrDefault(label.item(), GoldLabels.UNKNOWN))
            .toArray());
  }

  /** The consolidation with the posteriors of all but gold items at the temperature. */
  Consolidation applyTo(Consolidation consolidation, GoldLabels gold) {
    return new Consolidation(
        consolidation.labels().stream()
            .map(label -> gold.classOf(label.item()).isPresent() ? label : scaled(label))
            .toList(),
        consolidation.annotators(),
        consolidation.convergence());
  }

  private ConsolidatedLabel scaled(ConsolidatedLabel label) {
    return new ConsolidatedLabel(
        label.item(), label.label(), temperature.applyTo(label.posterior()), label.annotations());
  }
}
