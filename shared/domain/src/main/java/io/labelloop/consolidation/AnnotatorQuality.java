package io.labelloop.consolidation;

import io.labelloop.annotation.AnnotatorId;
import java.util.Arrays;

/** What a method estimates of an annotator. */
public final class AnnotatorQuality {
  private final AnnotatorId annotator;
  private final int annotations;
  private final double skill;
  private final double[][] confusion;

  /**
   * @param annotations how many answers the estimate rests on
   * @param skill the probability that an answer is right, in {@code [0, 1]}
   * @param confusion {@code K x K}: the probability of each answer (column) for each true class
   *     (row); rows sum to 1
   */
  public AnnotatorQuality(
      AnnotatorId annotator, int annotations, double skill, double[][] confusion) {
    this.annotator = annotator;
    this.annotations = annotations;
    this.skill = skill;
    this.confusion = copy(confusion);
  }

  public AnnotatorId annotator() {
    return annotator;
  }

  /** How many answers the estimate rests on. */
  public int annotations() {
    return annotations;
  }

  /** The probability that an answer is right, in {@code [0, 1]}. */
  public double skill() {
    return skill;
  }

  /** A copy of the probabilities of each answer (column) for each true class (row). */
  public double[][] confusion() {
    return copy(confusion);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AnnotatorQuality that
        && annotator.equals(that.annotator)
        && annotations == that.annotations
        && skill == that.skill
        && Arrays.deepEquals(confusion, that.confusion);
  }

  @Override
  public int hashCode() {
    return 31 * annotator.hashCode() + Double.hashCode(skill);
  }

  @Override
  public String toString() {
    return "AnnotatorQuality[" + annotator + ", " + annotations + " answers, skill=" + skill + "]";
  }

  private static double[][] copy(double[][] matrix) {
    return Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
  }
}
