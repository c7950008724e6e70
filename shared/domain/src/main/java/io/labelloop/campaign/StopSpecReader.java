package io.labelloop.campaign;

import io.labelloop.budget.Money;
import io.labelloop.stopping.AccuracyCertified;
import io.labelloop.stopping.AllOf;
import io.labelloop.stopping.AnyOf;
import io.labelloop.stopping.ClassificationChange;
import io.labelloop.stopping.MarginalValue;
import io.labelloop.stopping.MaxLabels;
import io.labelloop.stopping.MaxRounds;
import io.labelloop.stopping.MaxTime;
import io.labelloop.stopping.OverallUncertainty;
import io.labelloop.stopping.StablePredictions;
import io.labelloop.stopping.StoppingCriterion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the part of a campaign file that says when to stop. An object of several rules means any of
 * them; {@code any} and {@code all} hold lists of such objects.
 */
final class StopSpecReader {
  private static final int DEEPEST = 5;
  private static final double MOST_HOURS = 24 * 365;

  private final int classes;
  private final Money price;
  private Optional<AccuracyTarget> accuracy = Optional.empty();

  private StopSpecReader(int classes, Money price) {
    this.classes = classes;
    this.price = price;
  }

  static StopSpec read(FieldReader stop, int classes, Money price) {
    return new StopSpecReader(classes, price).read(stop);
  }

  private StopSpec read(FieldReader stop) {
    Optional<Money> budget = money(stop, "budget");
    List<StoppingCriterion> rules = rules(stop, 0);
    OptionalInt maxRounds =
        rules.stream()
            .filter(MaxRounds.class::isInstance)
            .mapToInt(rule -> ((MaxRounds) rule).cap())
            .findFirst();
    if (rules.isEmpty() && !stop.has("budget")) {
      stop.mistake(
          "",
          "must have at least one rule: accuracy, budget, maxRounds, maxLabels, maxHours,"
              + " stablePredictions, classificationChange, overallUncertainty, marginalValue,"
              + " any or all");
    }
    stop.refuseUnknown();
    return new StopSpec(accuracy, budget, maxRounds, new AnyOf(rules));
  }

  private List<StoppingCriterion> rules(FieldReader reader, int depth) {
    var rules = new ArrayList<StoppingCriterion>();
    if (reader.has("accuracy")) {
      accuracy(reader);
      rules.add(new AccuracyCertified());
    }
    reader.optionalWhole("maxRounds", 1, 10_000).ifPresent(cap -> rules.add(new MaxRounds(cap)));
    reader
        .optionalWhole("maxLabels", 1, 1_000_000_000)
        .ifPresent(cap -> rules.add(new MaxLabels(cap)));
    if (reader.has("maxHours")) {
      double hours = reader.number("maxHours", 24, 0, false, MOST_HOURS, true);
      rules.add(new MaxTime(Duration.ofMillis(Math.max(1, Math.round(hours * 3_600_000)))));
    }
    heuristics(reader, rules);
    composed(reader, "any", depth).map(AnyOf::new).ifPresent(rules::add);
    composed(reader, "all", depth).map(AllOf::new).ifPresent(rules::add);
    return rules;
  }

  private void heuristics(FieldReader reader, List<StoppingCriterion> rules) {
    if (reader.has("stablePredictions")) {
      FieldReader stable = reader.object("stablePredictions");
      rules.add(
          new StablePredictions(
              stable.number("kappa", 0.99, 0, false, 1, true), stable.whole("window", 3, 1, 100)));
      stable.refuseUnknown();
    }
    if (reader.has("classificationChange")) {
      FieldReader change = reader.object("classificationChange");
      rules.add(new ClassificationChange(change.number("share", 0, 0, true, 1, false)));
      change.refuseUnknown();
    }
    if (reader.has("overallUncertainty")) {
      FieldReader uncertainty = reader.object("overallUncertainty");
      rules.add(new OverallUncertainty(uncertainty.number("below", 0.05, 0, false, 1, true)));
      uncertainty.refuseUnknown();
    }
    if (reader.has("marginalValue")) {
      FieldReader value = reader.object("marginalValue");
      value.require("perPoint", "what a percentage point of accuracy is worth: \"50 USD\"");
      money(value, "perPoint").ifPresent(worth -> rules.add(new MarginalValue(worth)));
      value.refuseUnknown();
    }
  }

  private Optional<List<StoppingCriterion>> composed(FieldReader reader, String field, int depth) {
    if (!reader.has(field)) {
      return Optional.empty();
    }
    int size = reader.get(field).isArray() ? reader.get(field).size() : 0;
    if (size == 0 || depth == DEEPEST) {
      reader.mistake(
          field,
          size == 0
              ? "must be an array of at least one object of rules, but was "
                  + FieldReader.shown(reader.get(field))
              : "is nested more than " + DEEPEST + " deep");
      return Optional.empty();
    }
    var parts = new ArrayList<StoppingCriterion>();
    for (int i = 0; i < size; i++) {
      FieldReader element = reader.element(field, i);
      List<StoppingCriterion> rules = rules(element, depth + 1);
      if (element.has("budget")) {
        element.mistake(
            "budget", "stands directly in /stop: no other rule lets a campaign spend more");
      } else if (rules.isEmpty()) {
        element.mistake("", "must have at least one rule");
      }
      element.refuseUnknown();
      parts.add(rules.size() == 1 ? rules.getFirst() : new AnyOf(rules));
    }
    return Optional.of(parts);
  }

  private void accuracy(FieldReader reader) {
    FieldReader target = reader.object("accuracy");
    if (accuracy.isPresent()) {
      target.mistake("", "is given twice; a campaign certifies one accuracy");
    }
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

  private Optional<Money> money(FieldReader reader, String field) {
    Optional<Money> money = reader.money(field);
    money
        .filter(sum -> !sum.currency().equals(price.currency()))
        .ifPresent(
            sum ->
                reader.mistake(
                    field,
                    "must be in the currency of the workforce's prices ("
                        + price.currency()
                        + "), but was "
                        + sum));
    return money;
  }
}
