package io.labelloop.campaign;

/**
 * How batches are chosen.
 *
 * @param randomShare the share of every batch that is drawn uniformly, in {@code [0, 1]}
 */
public record QuerySpec(
    StrategySpec strategy, int batchSize, double randomShare, SeedSetSpec seedSet) {}
