package io.labelloop.learning.compare;

import io.labelloop.query.QueryStrategy;

/**
 * One way of choosing items, from the first to the last.
 *
 * @param name what the result calls it; the arm named {@value #BASELINE} is what others are held
 *     against
 * @param seedSet chooses the seed set
 * @param strategy chooses every later batch
 * @param validation how many items of the pool are labeled to reward a bandit or to decide about
 *     guesses, and teach nothing; 0 for none
 */
public record Arm(String name, SeedSetChoice seedSet, RoundStrategy strategy, int validation) {
  public static final String BASELINE = "random";

  /** An arm with one strategy and without a validation stream. */
  public Arm(String name, SeedSetChoice seedSet, QueryStrategy strategy) {
    this(name, seedSet, RoundStrategy.always(strategy), 0);
  }
}
