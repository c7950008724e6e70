package io.labelloop.stopping;

import io.labelloop.budget.Money;
import io.labelloop.estimation.AccuracyBound;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What stopping criteria look at, after a round.
 *
 * @param rounds how many rounds are done
 * @param labels how many items have a label from people
 * @param elapsed from the campaign's start to its latest answer
 * @param bound what is known about the newest model's accuracy; empty before there is one
 * @param moneyLeft what may still be reserved; empty if there is no limit
 * @param priceOfOneItem what the smallest batch costs: one item, with as many answers as it needs
 * @param queryableItems how many items could still be asked about
 * @param changes how far successive models differ on the stop set, the newest pair last
 * @param uncertainty the newest model's mean normalised entropy on the stop set
 * @param nextBatch what one more round would bring, once a learning curve can be fitted
 */
public record CampaignProgress(
    int rounds,
    long labels,
    Duration elapsed,
    Optional<AccuracyBound> bound,
    Optional<Money> moneyLeft,
    Money priceOfOneItem,
    long queryableItems,
    List<ModelChange> changes,
    OptionalDouble uncertainty,
    Optional<NextBatch> nextBatch) {
  public CampaignProgress {
    changes = List.copyOf(changes);
    if (rounds < 0 || labels < 0 || queryableItems < 0) {
      throw new IllegalArgumentException(
          "rounds, labels and queryable items must be at least 0, but were "
              + rounds
              + ", "
              + labels
              + " and "
              + queryableItems);
    }
  }
}
