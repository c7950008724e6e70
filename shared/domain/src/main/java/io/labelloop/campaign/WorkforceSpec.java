package io.labelloop.campaign;

import io.labelloop.budget.Money;
import java.util.Optional;

/** Who answers, for how much, and how often an item is asked. */
public record WorkforceSpec(
    WorkforceType type,
    Money pricePerAnnotation,
    Redundancy annotationsPerItem,
    Optional<SimulatedSpec> simulated,
    Optional<GroundTruthSpec> groundTruth,
    Optional<MechanicalTurkSpec> mechanicalTurk) {}
