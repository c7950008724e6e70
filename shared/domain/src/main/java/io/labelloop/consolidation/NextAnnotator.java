package io.labelloop.consolidation;

import io.labelloop.annotation.AnnotatorId;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whom to ask next about a doubtful item: who is expected to tell most about it.
 *
 * <p>An annotator's gain is the mutual information, in nats, between the item's class and the
 * answer they would give: {@code H(y) - sum_c q(c) H(e[c, .])} with the item's posterior {@code q},
 * their confusion matrix {@code e} and {@code y ~ sum_c q(c) e[c, .]}. It is 0 for who answers the
 * same whatever the class is, and for an item without doubt; it is high for who tells apart just
 * the classes that are in doubt, also if they confuse others. Answers of different people are taken
 * as independent given the class. Of an annotator without answers the mean of the others is
 * assumed. {@code O(K^2)} for an annotator and item.
 *
 * <p>Lindley: On a measure of the information provided by an experiment. Annals of Mathematical
 * Statistics 27, 1956.
 */
public final class NextAnnotator {
  private final Map<AnnotatorId, double[][]> confusions = new HashMap<>();
  private final double[][] unknown;

  /**
   * @param known everyone who has answered
   * @param classes how many classes the task has
   */
  public NextAnnotator(Collection<AnnotatorQuality> known, int classes) {
    this.unknown = new double[classes][classes];
    for (AnnotatorQuality quality : known) {
      double[][] confusion = quality.confusion();
      confusions.put(quality.annotator(), confusion);
      for (int c = 0; c < classes; c++) {
        for (int y = 0; y < classes; y++) {
          unknown[c][y] += confusion[c][y] / known.size();
        }
      }
    }
    if (known.isEmpty()) {
      for (int c = 0; c < classes; c++) {
        unknown[c][c] = 1;
      }
    }
  }

  /**
   * What the answer of an annotator is expected to tell, in nats.
   *
   * @param posterior one probability per class
   */
  public double gain(AnnotatorId annotator, double[] posterior) {
    double[][] confusion = confusions.getOrDefault(annotator, unknown);
    double[] answers = new double[posterior.length];
    double known = 0;
    for (int c = 0; c < posterior.length; c++) {
      for (int y = 0; y < posterior.length; y++) {
        answers[y] += posterior[c] * confusion[c][y];
      }
      known += posterior[c] * entropy(confusion[c]);
    }
    // rounding may leave a little below 0
    return Math.max(0, entropy(answers) - known);
  }

  /** Candidates from the best to the worst; equal ones in a seeded order. */
  public List<AnnotatorId> ranked(
      Collection<AnnotatorId> candidates, double[] posterior, SeededOrder ties) {
    Map<AnnotatorId, Double> gains = new HashMap<>();
    candidates.forEach(candidate -> gains.put(candidate, gain(candidate, posterior)));
    return candidates.stream()
        .sorted(
            Comparator.comparing((AnnotatorId id) -> gains.getOrDefault(id, 0.0))
                .reversed()
                .thenComparing(id -> new ItemId(id.value()), ties))
        .toList();
  }

  private static double entropy(double[] probabilities) {
    return Arrays.stream(probabilities).filter(p -> p > 0).map(p -> -p * Math.log(p)).sum();
  }
}
