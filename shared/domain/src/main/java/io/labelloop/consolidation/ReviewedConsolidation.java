package io.labelloop.consolidation;

import io.labelloop.annotation.AnnotationTable;
import java.util.Optional;

/**
 * A consolidation with what is needed to judge it: why this method, where others disagree, and how
 * well its posteriors fit gold items.
 *
 * @param consolidation with posteriors calibrated, if there is a calibration
 */
public record ReviewedConsolidation(
    MethodChoice choice,
    Consolidation consolidation,
    Optional<Calibration> calibration,
    MethodDisagreement disagreement) {

  /**
   * Consolidates a table by a method of that name, or by the one that suits it.
   *
   * @param method a name, or {@link MethodChoice#AUTO}
   * @throws IllegalArgumentException listing the names, if it is none
   */
  public static ReviewedConsolidation of(String method, AnnotationTable table, GoldLabels gold) {
    MethodChoice choice = MethodChoice.of(method, table, gold);
    Consolidation made = choice.method().consolidate(table, gold);
    MethodDisagreement disagreement = MethodDisagreement.of(choice.method(), made, table, gold);
    long known = table.items().stream().filter(item -> gold.classOf(item).isPresent()).count();
    if (known < Calibration.ENOUGH) {
      return new ReviewedConsolidation(choice, made, Optional.empty(), disagreement);
    }
    Calibration calibration = Calibration.fit(choice.method().consolidate(table), gold);
    return new ReviewedConsolidation(
        choice, calibration.applyTo(made, gold), Optional.of(calibration), disagreement);
  }

  /**
   * The labels of the same answers where a model's out-of-fold predictions are priors of the items
   * that have one: by Dawid-Skene, calibrated as this consolidation is. This one stays as it is, so
   * that labels which must not know the model come from here.
   */
  public Consolidation withPrior(AnnotationTable table, GoldLabels gold, ModelPrior prior) {
    Consolidation made = new DawidSkene(Smoothing.DEFAULT, prior).consolidate(table, gold);
    return calibration.map(fitted -> fitted.applyTo(made, gold)).orElse(made);
  }
}
