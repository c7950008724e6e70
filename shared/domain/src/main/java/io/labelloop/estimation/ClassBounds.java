package io.labelloop.estimation;

import java.util.ArrayList;
import java.util.List;

/**
 * What the certification labels say about one class: lower bounds of its precision and its recall.
 *
 * @param labelClass index of the class
 * @param labeled certification items with this label
 * @param predicted certification items that the model gives this class
 * @param correct those of both
 * @param precision the precision is at least this; 0 where nothing was predicted
 * @param recall the recall is at least this; 0 where nothing was labeled so
 */
public record ClassBounds(
    int labelClass, int labeled, int predicted, int correct, double precision, double recall) {

  /**
   * Clopper-Pearson bounds of every class, which hold at once with probability {@code 1 - alpha}.
   *
   * <p>Given how many of the uniformly drawn items were predicted as a class, the number of right
   * ones among them is binomial with the class's precision; given how many have its label, it is
   * binomial with its recall. Each of the {@code 2K} bounds gets {@code alpha / (2K)}
   * (docs/methods/certification.md, "Each class").
   *
   * @param pairs certification items by label (row) and prediction (column)
   * @param alpha the error of all bounds together, in {@code [0, 1)}
   */
  public static List<ClassBounds> of(ConfusionMatrix pairs, double alpha) {
    double each = alpha / (2.0 * pairs.classes());
    var bounds = new ArrayList<ClassBounds>();
    for (int c = 0; c < pairs.classes(); c++) {
      int labeled = 0;
      int predicted = 0;
      for (int other = 0; other < pairs.classes(); other++) {
        labeled += (int) pairs.count(c, other);
        predicted += (int) pairs.count(other, c);
      }
      int correct = (int) pairs.count(c, c);
      bounds.add(
          new ClassBounds(
              c,
              labeled,
              predicted,
              correct,
              ClopperPearson.lowerBound(correct, predicted, each),
              ClopperPearson.lowerBound(correct, labeled, each)));
    }
    return bounds;
  }
}
