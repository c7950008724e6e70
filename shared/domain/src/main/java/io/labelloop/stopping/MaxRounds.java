package io.labelloop.stopping;

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
  public Verdict evaluate(CampaignProgress progress) {
    return Verdict.of(
        "maxRounds",
        progress.rounds() >= cap,
        Outcome.MAX_ROUNDS,
        progress.rounds() + " of " + cap + " rounds are done");
  }
}
