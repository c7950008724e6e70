package io.labelloop.workflow.document;

import java.util.List;

/**
 * Which strategy a bandit drew for a round.
 *
 * @param arms its strategies
 * @param probabilities with which each could be drawn
 * @param drawn the one that was
 * @param reward that of the round before, 1/2 in the second round, which has none before it
 */
public record BanditDraw(
    int version,
    int round,
    List<String> arms,
    List<Double> probabilities,
    String drawn,
    double reward) {
  public static final int VERSION = 1;

  public BanditDraw {
    arms = List.copyOf(arms);
    probabilities = List.copyOf(probabilities);
  }
}
