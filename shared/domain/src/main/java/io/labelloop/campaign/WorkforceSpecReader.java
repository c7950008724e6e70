package io.labelloop.campaign;

import io.labelloop.budget.Money;
import io.labelloop.budget.PriceList;
import java.util.List;
import java.util.Optional;

/** Reads who answers, at which price, how often: the section {@code workforce}. */
final class WorkforceSpecReader {
  private WorkforceSpecReader() {}

  static WorkforceSpec read(FieldReader workforce, Task task) {
    workforce.require("type", "portal, ground-truth, mechanical-turk or simulated");
    String type =
        workforce.oneOf(
            "type", "simulated", List.of("portal", "ground-truth", "mechanical-turk", "simulated"));
    PriceList prices = PriceListReader.read(workforce, type);
    Money price = prices.most(1);
    Redundancy redundancy = redundancy(workforce);
    Optional<SimulatedSpec> simulated = Optional.empty();
    if (type.equals("simulated")) {
      simulated = Optional.of(SimulatedSpecReader.read(workforce, task.labels().size()));
      int count = simulated.get().annotators().stream().mapToInt(AnnotatorGroup::count).sum();
      if (count < redundancy.max()) {
        workforce.mistake(
            "annotators",
            "must be at least annotationsPerItem.max ("
                + redundancy.max()
                + "), since nobody answers twice, but were "
                + count);
      }
    }
    Optional<GroundTruthSpec> groundTruth = Optional.empty();
    if (isFor(workforce, type, "ground-truth", "groundTruth")) {
      groundTruth =
          Optional.of(
              GroundTruthSpecReader.read(workforce.object("groundTruth"), price, redundancy.max()));
      prices = PriceListReader.ofGroundTruth(prices, groundTruth.get());
    }
    Optional<MechanicalTurkSpec> mechanicalTurk = Optional.empty();
    if (isFor(workforce, type, "mechanical-turk", "mechanicalTurk")) {
      mechanicalTurk =
          Optional.of(
              MechanicalTurkSpecReader.read(workforce.object("mechanicalTurk"), workforce, price));
    }
    Optional<PortalSpec> portal = Optional.empty();
    if (isFor(workforce, type, "portal", "portal")) {
      portal = Optional.of(PortalSpecReader.read(workforce.object("portal")));
    }
    Optional<GoldSpec> gold = GoldSpecReader.read(workforce, task, type);
    double suspendBelow =
        workforce.number("suspendBelow", WorkforceSpec.USUAL_SUSPENSION, 0, true, 0.5, true);
    workforce.refuseUnknown();
    WorkforceType named =
        List.of(WorkforceType.values()).stream()
            .filter(t -> t.label().equals(type))
            .findFirst()
            .orElse(WorkforceType.SIMULATED);
    return new WorkforceSpec(
        named,
        prices,
        redundancy,
        gold,
        suspendBelow,
        simulated,
        groundTruth,
        mechanicalTurk,
        portal);
  }

  /** Whether a workforce's own section is read; it may stand beside no other workforce. */
  private static boolean isFor(FieldReader workforce, String type, String named, String section) {
    boolean given = workforce.has(section);
    if (given && !type.equals(named)) {
      workforce.mistake(section, "is for the workforce '" + named + "' only, but type was " + type);
    }
    return type.equals(named);
  }

  private static Redundancy redundancy(FieldReader workforce) {
    if (workforce.get("annotationsPerItem").isIntegralNumber()) {
      int fixed = workforce.whole("annotationsPerItem", 1, 1, 100);
      return new Redundancy(fixed, fixed, 0.95);
    }
    FieldReader reader = workforce.object("annotationsPerItem");
    int min = reader.whole("min", 1, 1, 100);
    int max = reader.whole("max", Math.max(3, min), 1, 100);
    if (min > max) {
      reader.mistake("min", "must be at most max (" + max + "), but was " + min);
    }
    double confidence = reader.number("confidence", 0.95, 0.5, false, 1, false);
    reader.refuseUnknown();
    return new Redundancy(min, Math.max(min, max), confidence);
  }
}
