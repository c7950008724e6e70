package io.labelloop.stopping;

import io.labelloop.budget.Money;

/**
 * What one more round would probably bring and cost: an estimate, and no promise.
 *
 * @param labels training labels that it would add
 * @param price what its annotations would cost
 * @param gain the expected rise in accuracy, from a fitted learning curve; at least 0
 */
public record NextBatch(int labels, Money price, double gain) {}
