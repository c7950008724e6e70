package io.labelloop.campaign;

import io.labelloop.budget.Money;
import io.labelloop.stopping.AnyOf;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * When a campaign ends; at least one rule is given.
 *
 * @param accuracy the accuracy to certify, wherever among the rules the file names it
 * @param budget what may be spent at most
 * @param maxRounds the round after which the campaign ends whatever the other rules say
 * @param rules the criteria that the file names, composed as it says; those that need no mention
 *     (the budget, the end of the pool) are not among them
 */
public record StopSpec(
    Optional<AccuracyTarget> accuracy,
    Optional<Money> budget,
    OptionalInt maxRounds,
    AnyOf rules) {}
