package io.labelloop.campaign;

import java.util.List;

/**
 * How answers become labels.
 *
 * @param method one of {@link #METHODS}: a consolidation method's name, or {@code auto} for the one
 *     that suits the answers, or {@link #MODEL_PRIOR}
 */
public record ConsolidationSpec(String method) {
  /**
   * Dawid-Skene in which the predictions of models that were not trained on an item are its prior;
   * never of certification or audit items.
   */
  public static final String MODEL_PRIOR = "dawid-skene-model-prior";

  /** What a campaign file may say; the first is the default. */
  public static final List<String> METHODS =
      List.of(
          "dawid-skene",
          "dawid-skene-ml",
          "glad",
          "mace",
          "majority-vote",
          "one-coin",
          "wawa",
          "zero-based-skill",
          "auto",
          MODEL_PRIOR);

  /** Whether labels of items that teach know what models predicted. */
  public boolean usesModel() {
    return method.equals(MODEL_PRIOR);
  }
}
