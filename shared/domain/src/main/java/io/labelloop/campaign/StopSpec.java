package io.labelloop.campaign;

import io.labelloop.budget.Money;
import java.util.Optional;
import java.util.OptionalInt;

/** When a campaign ends; at least one rule is given. */
public record StopSpec(
    Optional<AccuracyTarget> accuracy, Optional<Money> budget, OptionalInt maxRounds) {}
