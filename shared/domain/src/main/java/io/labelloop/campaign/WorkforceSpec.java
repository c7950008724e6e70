package io.labelloop.campaign;

import io.labelloop.budget.Money;
import io.labelloop.budget.PriceList;
import java.util.Optional;

/** Who answers, for how much, and how often an item is asked. */
public record WorkforceSpec(
    WorkforceType type,
    PriceList prices,
    Redundancy annotationsPerItem,
    Optional<SimulatedSpec> simulated,
    Optional<GroundTruthSpec> groundTruth,
    Optional<MechanicalTurkSpec> mechanicalTurk,
    Optional<PortalSpec> portal) {
  /** What one annotation costs where an item is asked about once. */
  public Money pricePerAnnotation() {
    return prices.most(1);
  }
}
