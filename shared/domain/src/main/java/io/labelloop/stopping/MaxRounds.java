package io.labelloop.stopping;

import java.util.Optional;

/**
 * Ends after a number of rounds.
 *
 * @param cap at least 1
 */
public record MaxRounds(int cap) implements StoppingCriterion {
  public MaxRounds {
    if (cap < 1) {
      throw new IllegalArgumentException("the round cap must be at least 1, but was " + cap);
    }
  }

  @Override
  public Optional<Outcome> evaluate(CampaignProgress progress) {
    return progress.rounds() >= cap ? Optional.of(Outcome.MAX_ROUNDS) : Optional.empty();
  }
}
