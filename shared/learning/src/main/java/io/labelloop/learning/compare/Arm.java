package io.labelloop.learning.compare;

import io.labelloop.query.QueryStrategy;

/**
 * One way of choosing items, from the first to the last.
 *
 * @param name what the result calls it; the arm named {@value #BASELINE} is what others are held
 *     against
 * @param seedSet chooses the seed set
 * @param strategy chooses every later batch
 */
public record Arm(String name, SeedSetChoice seedSet, QueryStrategy strategy) {
  public static final String BASELINE = "random";
}
