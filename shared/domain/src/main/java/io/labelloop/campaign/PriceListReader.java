package io.labelloop.campaign;

import io.labelloop.budget.GroundTruthPrices;
import io.labelloop.budget.HourlyRate;
import io.labelloop.budget.Money;
import io.labelloop.budget.PriceList;
import io.labelloop.budget.PricePerAnnotation;
import java.time.Duration;
import java.util.Optional;

/** Reads what answers cost: {@code pricePerAnnotation}, or the portal's {@code hourlyRate}. */
final class PriceListReader {
  private static final Money FALLBACK = Money.parse("0.01 USD");

  private PriceListReader() {}

  static PriceList read(FieldReader workforce, String type) {
    if (!workforce.has("hourlyRate")) {
      workforce.require(
          "pricePerAnnotation",
          "the price of one answer: \"0.04 USD\""
              + (type.equals("portal")
                  ? ", or hourlyRate: {\"perHour\": \"18 USD\", \"longestAnswerSeconds\": 60}"
                  : ""));
      return new PricePerAnnotation(workforce.money("pricePerAnnotation").orElse(FALLBACK));
    }
    if (!type.equals("portal")) {
      workforce.mistake("hourlyRate", "is for the workforce 'portal' only, but type was " + type);
    }
    if (workforce.has("pricePerAnnotation")) {
      workforce.mistake(
          "hourlyRate", "must not be given beside pricePerAnnotation: one of them holds");
    }
    FieldReader rate = workforce.object("hourlyRate");
    rate.require("perHour", "what an hour costs: \"18 USD\"");
    var list =
        new HourlyRate(
            rate.money("perHour").orElse(FALLBACK),
            Duration.ofSeconds(rate.whole("longestAnswerSeconds", 60, 1, 86_400)));
    rate.refuseUnknown();
    return list;
  }

  /**
   * The prices of a Ground Truth campaign, whose {@code pricePerAnnotation} holds one annotation
   * with its object: further annotations of the object cost the rest of it, or the public work
   * team's price.
   */
  static PriceList ofGroundTruth(PriceList prices, GroundTruthSpec groundTruth) {
    Money perObject = groundTruth.pricePerObject();
    Money first = prices.most(1);
    boolean mistaken =
        !perObject.currency().equals(first.currency()) || perObject.isMoreThan(first);
    if (perObject.isZero() || mistaken) {
      return prices;
    }
    Optional<Money> taskPrice =
        groundTruth.taskPrice().filter(price -> price.currency().equals(first.currency()));
    return new GroundTruthPrices(perObject, taskPrice.orElse(first.minus(perObject)));
  }
}
