package io.labelloop.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the annotators that do not exist. */
final class SimulatedSpecReader {
  private static final double ROUNDING = 1e-6;

  private SimulatedSpecReader() {}

  static SimulatedSpec read(FieldReader workforce, int classes) {
    workforce.require("truth", "the pool's column with the true label");
    String truth = workforce.text("truth", "label");
    workforce.require("annotators", "groups of annotators: [{\"count\": 5, \"accuracy\": 0.92}]");
    var groups = new ArrayList<AnnotatorGroup>();
    JsonNode annotators = workforce.get("annotators");
    if (!annotators.isMissingNode() && !annotators.isArray()) {
      workforce.mistake(
          "annotators", "must be an array of groups, but was " + FieldReader.shown(annotators));
    }
    for (int i = 0; i < annotators.size() && annotators.isArray(); i++) {
      groups.add(group(workforce.element("annotators", i), classes));
    }
    return new SimulatedSpec(truth, groups);
  }

  private static AnnotatorGroup group(FieldReader group, int classes) {
    int count = group.whole("count", 1, 1, 10_000);
    if (!group.has("accuracy") && !group.has("confusion")) {
      group.mistake(
          "accuracy", "is missing; give the probability of a right answer, or a confusion matrix");
    }
    double accuracy = group.number("accuracy", 1, 0, true, 1, true);
    Optional<List<List<Double>>> confusion =
        group.has("confusion") ? confusion(group, classes) : Optional.empty();
    double seconds = group.number("secondsPerAnswer", 8, 0, false, 86_400, true);
    double silent = group.number("silentShare", 0, 0, true, 1, true);
    group.refuseUnknown();
    return new AnnotatorGroup(count, accuracy, confusion, seconds, silent);
  }

  private static Optional<List<List<Double>>> confusion(FieldReader group, int classes) {
    var rows = new ArrayList<List<Double>>();
    boolean right = true;
    for (JsonNode row : group.get("confusion")) {
      var values = new ArrayList<Double>();
      row.forEach(value -> values.add(value.isNumber() ? value.doubleValue() : Double.NaN));
      double sum = values.stream().mapToDouble(Double::doubleValue).sum();
      right &=
          values.size() == classes
              && Math.abs(sum - 1) < ROUNDING
              && values.stream().allMatch(v -> v >= 0);
      rows.add(values);
    }
    if (!right || rows.size() != classes) {
      group.mistake(
          "confusion",
          "must be "
              + classes
              + " rows of "
              + classes
              + " probabilities, each row summing to 1, one row and column per label");
      return Optional.empty();
    }
    return Optional.of(rows);
  }
}
