package io.labelloop.campaign;

/**
 * How batches are chosen.
 *
 * @param perToken whether the scores of sentences are divided by their number of tokens
 * @param randomShare the share of every batch that is drawn uniformly, in {@code [0, 1]}
 */
public record QuerySpec(
    StrategySpec strategy,
    boolean perToken,
    int batchSize,
    double randomShare,
    SeedSetSpec seedSet) {}
