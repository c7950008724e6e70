package io.labelloop.model;

import io.labelloop.numeric.ArgMax;
import io.labelloop.numeric.Vector;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Guesses of a model, to be learned from as if they were weak labels: of items that nobody has
 * labeled, the predicted class where the model is confident.
 *
 * <p>Class-balanced: each class has at most as many guesses as it has labels, so that guesses
 * cannot drown a class that is harder to be sure of. Among the confident ones the draw is uniform
 * and seeded, not the most confident first: these are the ones that teach least.
 *
 * <p>Yarowsky: Unsupervised word sense disambiguation rivaling supervised methods. ACL 1995. Lee:
 * Pseudo-label. ICML workshop 2013. Zou et al.: Unsupervised domain adaptation via class-balanced
 * self-training. ECCV 2018.
 */
public final class PseudoLabels {
  /** The least probability, after calibration, of a class that is believed. */
  public static final double CONFIDENT = 0.9;

  /** What a guess weighs, where a label weighs 1. */
  public static final double WEIGHT = 0.25;

  private PseudoLabels() {}

  /**
   * The confident guesses of a model.
   *
   * @param items of which none has a label or belongs to a stream that tests
   * @param calibrated predicts with probabilities that can be believed
   * @param labels how many labels each class has
   */
  public static List<LabeledVector> of(
      Map<ItemId, Vector> items, Classifier calibrated, List<Integer> labels, long seed) {
    var order = new SeededOrder(seed, "pseudo-labels");
    int[] room = labels.stream().mapToInt(Integer::intValue).toArray();
    var guesses = new ArrayList<LabeledVector>();
    items.keySet().stream()
        .sorted(order)
        .forEach(
            id -> {
              Vector vector = Objects.requireNonNull(items.get(id));
              double[] probabilities = calibrated.probabilities(vector);
              int predicted = ArgMax.of(probabilities);
              if (probabilities[predicted] >= CONFIDENT && room[predicted] > 0) {
                room[predicted]--;
                guesses.add(new LabeledVector(id, vector, predicted));
              }
            });
    guesses.sort(Comparator.comparing(LabeledVector::id));
    return guesses;
  }
}
