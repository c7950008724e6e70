package io.labelloop.campaign;

import io.labelloop.budget.Money;
import io.labelloop.budget.PriceList;
import java.util.Optional;

/**
 * Who answers, for how much, and how often an item is asked.
 *
 * @param gold items whose answers are known, hidden among the others
 * @param suspendBelow annotators get no more work once their answers demonstrably tell less than
 *     this share of what there is to know; 0 suspends nobody
 */
public record WorkforceSpec(
    WorkforceType type,
    PriceList prices,
    Redundancy annotationsPerItem,
    Optional<GoldSpec> gold,
    double suspendBelow,
    Optional<SimulatedSpec> simulated,
    Optional<GroundTruthSpec> groundTruth,
    Optional<MechanicalTurkSpec> mechanicalTurk,
    Optional<PortalSpec> portal) {
  /** What an informative annotator's answers tell at least, where a campaign file does not say. */
  public static final double USUAL_SUSPENSION = 0.05;

  /** What one annotation costs where an item is asked about once. */
  public Money pricePerAnnotation() {
    return prices.most(1);
  }
}
