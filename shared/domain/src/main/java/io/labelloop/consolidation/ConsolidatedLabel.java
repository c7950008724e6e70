package io.labelloop.consolidation;

import io.labelloop.pool.ItemId;
import java.util.Arrays;

/** The label of an item that several annotations agree on best. */
public final class ConsolidatedLabel {
  /** Classes whose probabilities differ by less are tied: beyond this, differences are rounding. */
  static final double TIE = 1e-9;

  private final ItemId item;
  private final int label;
  private final double[] posterior;
  private final int annotations;

  /**
   * @param label the index of the class
   * @param posterior one probability per class, summing to 1
   * @param annotations how many answers it rests on
   */
  public ConsolidatedLabel(ItemId item, int label, double[] posterior, int annotations) {
    if (label < 0 || label >= posterior.length) {
      throw new IllegalArgumentException(
          "a label's index must be in [0, " + posterior.length + "), but was " + label);
    }
    this.item = item;
    this.label = label;
    this.posterior = posterior.clone();
    this.annotations = annotations;
  }

  public ItemId item() {
    return item;
  }

  /** The index of the class. */
  public int label() {
    return label;
  }

  /** The probability of the label according to the method, which is often over-confident. */
  public double confidence() {
    return posterior[label];
  }

  /** A copy of the probabilities, one per class. */
  public double[] posterior() {
    return posterior.clone();
  }

  /** How many answers the label rests on. */
  public int annotations() {
    return annotations;
  }

  /**
   * The chance that a fair draw among the classes tied with the label is the given class: 1 or 0
   * without a tie.
   */
  public double shareOf(int truth) {
    double best = posterior[label];
    long tied = Arrays.stream(posterior).filter(p -> p > best - TIE).count();
    return truth >= 0 && truth < posterior.length && posterior[truth] > best - TIE ? 1.0 / tied : 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConsolidatedLabel that
        && item.equals(that.item)
        && label == that.label
        && annotations == that.annotations
        && Arrays.equals(posterior, that.posterior);
  }

  @Override
  public int hashCode() {
    return 31 * item.hashCode() + Arrays.hashCode(posterior);
  }

  @Override
  public String toString() {
    return "ConsolidatedLabel["
        + item
        + ", label="
        + label
        + ", posterior="
        + Arrays.toString(posterior)
        + ", annotations="
        + annotations
        + "]";
  }
}
