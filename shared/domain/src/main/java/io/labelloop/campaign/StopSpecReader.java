package io.labelloop.campaign;

import io.labelloop.budget.Money;
import java.util.Optional;

/** Reads the part of a campaign file that says when to stop. */
final class StopSpecReader {
  private StopSpecReader() {}

  static StopSpec read(FieldReader stop, int classes, Money price) {
    Optional<AccuracyTarget> accuracy = Optional.empty();
    if (stop.has("accuracy")) {
      FieldReader target = stop.object("accuracy");
      target.require("target", "the accuracy to certify, such as 0.95");
      if (target.get("target").isNumber() && target.get("target").doubleValue() == 1) {
        target.mistake(
            "target",
            "must be below 1: an accuracy of 1 cannot be certified with any number of labels");
      } else {
        target.number("target", 0.95, 1.0 / classes, false, 1, false);
      }
      double value = target.get("target").asDouble(0.95);
      double confidence = target.number("confidence", 0.95, 0.5, false, 1, false);
      target.refuseUnknown();
      accuracy = Optional.of(new AccuracyTarget(value, confidence));
    }
    Optional<Money> budget = stop.money("budget");
    budget
        .filter(money -> !money.currency().equals(price.currency()))
        .ifPresent(
            money ->
                stop.mistake(
                    "budget",
                    "must be in the currency of the workforce's prices ("
                        + price.currency()
                        + "), but was "
                        + money));
    var maxRounds = stop.optionalWhole("maxRounds", 1, 10_000);
    if (accuracy.isEmpty() && !stop.has("budget") && maxRounds.isEmpty()) {
      stop.mistake("", "must have at least one of accuracy, budget and maxRounds");
    }
    stop.refuseUnknown();
    return new StopSpec(accuracy, budget, maxRounds);
  }
}
