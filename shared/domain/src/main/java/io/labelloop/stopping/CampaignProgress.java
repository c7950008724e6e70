package io.labelloop.stopping;

import io.labelloop.budget.Money;
import io.labelloop.estimation.AccuracyBound;
import java.util.Optional;

/**
 * What stopping criteria look at, after a round.
 *
 * @param rounds how many rounds are done
 * @param bound what is known about the newest model's accuracy; empty before there is one
 * @param moneyLeft what may still be reserved; empty if there is no limit
 * @param priceOfOneItem what the smallest batch costs: one item, with as many answers as it needs
 * @param queryableItems how many items could still be asked about
 */
public record CampaignProgress(
    int rounds,
    Optional<AccuracyBound> bound,
    Optional<Money> moneyLeft,
    Money priceOfOneItem,
    long queryableItems) {
  public CampaignProgress {
    if (rounds < 0 || queryableItems < 0) {
      throw new IllegalArgumentException(
          "rounds and queryable items must be at least 0, but were "
              + rounds
              + " and "
              + queryableItems);
    }
  }
}
