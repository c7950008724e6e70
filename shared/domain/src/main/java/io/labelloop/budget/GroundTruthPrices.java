package io.labelloop.budget;

import java.util.Currency;

/**
 * What a Ground Truth labeling job costs: a price for each labeled object, and one for each
 * annotation.
 *
 * <p>The price of an object falls with the account's objects of the month and differs between
 * Regions, so the campaign file says it. It is due once a job: an item that is asked about again in
 * a later wave is an object of another job.
 *
 * @param perObject for an object with at least one annotation
 * @param perAnnotation a fixed price point for the public work team, one's own reckoning for others
 */
public record GroundTruthPrices(Money perObject, Money perAnnotation) implements PriceList {
  public GroundTruthPrices {
    if (!perObject.currency().equals(perAnnotation.currency())) {
      throw new IllegalArgumentException(
          "perObject and perAnnotation must be in one currency, but were "
              + perObject
              + " and "
              + perAnnotation);
    }
  }

  @Override
  public Currency currency() {
    return perObject.currency();
  }

  @Override
  public Money most(int annotations) {
    return perObject.plus(perAnnotation.times(annotations));
  }

  @Override
  public Money due(AnsweredQuestion answered) {
    return answered.accepted() == 0 ? Money.zero(currency()) : most(answered.accepted());
  }
}
