package io.labelloop.model;

import io.labelloop.pool.SeededOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A split of training examples for cross-validation, in which every class is spread evenly over the
 * folds. The same for any order of the examples.
 *
 * <p>Kohavi: A study of cross-validation and bootstrap for accuracy estimation and model selection.
 * IJCAI 1995 (stratified folds).
 */
public final class Folds {
  private Folds() {}

  /**
   * Deals the examples, class by class in a seeded order, to the folds in turn.
   *
   * @param folds at least 2; those without an example are left out
   */
  public static List<List<LabeledVector>> of(List<LabeledVector> examples, int folds, long seed) {
    if (folds < 2) {
      throw new IllegalArgumentException("cross-validation needs at least 2 folds, not " + folds);
    }
    var order = new SeededOrder(seed, "folds");
    List<LabeledVector> dealt =
        examples.stream()
            .sorted(
                Comparator.comparingInt(LabeledVector::label)
                    .thenComparing(LabeledVector::id, order))
            .toList();
    var split = new ArrayList<List<LabeledVector>>();
    for (int fold = 0; fold < Math.min(folds, dealt.size()); fold++) {
      var part = new ArrayList<LabeledVector>();
      for (int i = fold; i < dealt.size(); i += folds) {
        part.add(dealt.get(i));
      }
      split.add(part);
    }
    return split;
  }

  /** The examples of all folds but one. */
  public static List<LabeledVector> without(List<List<LabeledVector>> folds, int held) {
    var rest = new ArrayList<LabeledVector>();
    for (int fold = 0; fold < folds.size(); fold++) {
      if (fold != held) {
        rest.addAll(folds.get(fold));
      }
    }
    return rest;
  }
}
