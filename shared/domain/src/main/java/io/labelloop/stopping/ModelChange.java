package io.labelloop.stopping;

import io.labelloop.estimation.CohenKappa;

/**
 * How far two successive models differ on the stop set, a fixed sample of the pool.
 *
 * @param kappa Cohen's kappa of their predictions
 * @param changed the share of items whose predicted class changed, in {@code [0, 1]}
 */
public record ModelChange(double kappa, double changed) {
  /**
   * Compares the predicted classes of the earlier and the later model.
   *
   * @param earlier class indices in {@code [0, classes)}, at least one
   * @param later as many, of the same items in the same order
   */
  public static ModelChange between(int[] earlier, int[] later, int classes) {
    int changed = 0;
    for (int i = 0; i < earlier.length; i++) {
      changed += earlier[i] == later[i] ? 0 : 1;
    }
    return new ModelChange(
        CohenKappa.of(earlier, later, classes), (double) changed / earlier.length);
  }
}
