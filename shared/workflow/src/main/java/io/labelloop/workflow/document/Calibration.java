package io.labelloop.workflow.document;

import io.labelloop.estimation.Reliability;
import java.util.List;

/**
 * How sure the last model may be.
 *
 * @param round whose model it is about
 * @param temperature by which the logarithms of its probabilities are divided
 * @param examples training labels that the temperature was fitted to, each predicted by a model
 *     that was not trained on it
 * @param diagrams before and after, on these labels and, where there are any, on the certification
 *     items, to which nothing is fitted
 */
public record Calibration(
    int version, int round, double temperature, int examples, List<Diagram> diagrams) {
  public static final int VERSION = 1;

  /** The name of the diagram of held-out training labels. */
  public static final String TRAINING = "held-out training labels";

  /** The name of the diagram of the certification items. */
  public static final String CERTIFICATION = "certification items";

  public Calibration {
    diagrams = List.copyOf(diagrams);
  }

  /**
   * Reliability on one kind of items.
   *
   * @param errorBefore the expected calibration error of the model as trained
   * @param errorAfter the same at the temperature
   */
  public record Diagram(
      String of,
      int items,
      double errorBefore,
      double errorAfter,
      List<Reliability.Bin> before,
      List<Reliability.Bin> after) {
    public Diagram {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }
}
