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

  /**
   * How many hidden gold items are mixed among questions that ask for so many answers: so that they
   * are their share of all, and at least one. None in the portal, which mixes them in by itself.
   */
  public int goldAmong(int answers) {
    double share = type == WorkforceType.PORTAL ? 0 : gold.map(GoldSpec::share).orElse(0.0);
    return share == 0 || answers == 0
        ? 0
        : (int) Math.max(1, Math.round(share / (1 - share) * answers / annotationsPerItem.min()));
  }

  /** The most that these gold items cost. */
  public Money priceOfGold(int answers) {
    return prices.most(annotationsPerItem.min()).times(goldAmong(answers));
  }

  /** What one annotation costs where an item is asked about once. */
  public Money pricePerAnnotation() {
    return prices.most(1);
  }
}
