package io.labelloop.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeSet;

/** Reads a query strategy: a name, or an object that composes others. */
final class StrategySpecReader {
  /** The compositions, and how many strategies each is made of at least and at most. */
  private static final List<Composition> COMPOSITIONS =
      List.of(
          new Composition("portfolio", 2, 10),
          new Composition("class-quota", 1, 1),
          new Composition("cost-aware", 1, 1),
          new Composition("anchored", 1, 1),
          new Composition(StrategySpec.BANDIT, 1, 10));

  private static final int DEEPEST = 4;

  private record Composition(String name, int least, int most) {}

  private StrategySpecReader() {}

  /** Reads the field {@code strategy} of a section. */
  static StrategySpec read(FieldReader query, KnownNames names) {
    return read(query, "strategy", query.get("strategy"), names, 1);
  }

  private static StrategySpec read(
      FieldReader parent, String field, JsonNode value, KnownNames names, int depth) {
    var fallback = StrategySpec.named(names.strategies().getFirst());
    if (value.isMissingNode()) {
      return fallback;
    }
    if (!value.isObject()) {
      String name = parent.name(field, value, names.strategies());
      return name.isEmpty() ? fallback : StrategySpec.named(name);
    }
    if (depth > DEEPEST) {
      parent.mistake(field, "must be composed at most " + DEEPEST + " levels deep");
      return fallback;
    }
    return composed(parent.at(field, value), names, depth);
  }

  private static StrategySpec composed(FieldReader reader, KnownNames names, int depth) {
    var types = new TreeSet<>(names.strategies());
    COMPOSITIONS.forEach(composition -> types.add(composition.name()));
    reader.require("type", "a composition: portfolio, class-quota, cost-aware, anchored or bandit");
    String type = reader.oneOf("type", names.strategies().getFirst(), List.copyOf(types));
    JsonNode of = reader.get("of");
    var parts = new ArrayList<StrategySpec>();
    if (of.isArray()) {
      for (int i = 0; i < of.size(); i++) {
        parts.add(read(reader, "of/" + i, of.get(i), names, depth + 1));
      }
    } else if (!of.isMissingNode()) {
      parts.add(read(reader, "of", of, names, depth + 1));
    }
    OptionalDouble share = OptionalDouble.empty();
    if (reader.has("share")) {
      share = OptionalDouble.of(reader.number("share", 0.5, 0, false, 1, true));
      if (!type.equals("class-quota")) {
        reader.mistake("share", "belongs to class-quota, but the type was " + type);
      }
    }
    OptionalInt validation = validation(reader, type, depth);
    reader.refuseUnknown();
    int least = 0;
    int most = 0;
    for (Composition composition : COMPOSITIONS) {
      if (composition.name().equals(type)) {
        least = composition.least();
        most = composition.most();
      }
    }
    if (parts.size() < least || parts.size() > most) {
      reader.mistake(
          "of",
          "must name "
              + (least == most ? String.valueOf(least) : least + " to " + most)
              + " strategies for "
              + type
              + ", but named "
              + parts.size());
    }
    return new StrategySpec(type, parts, share, validation);
  }

  private static OptionalInt validation(FieldReader reader, String type, int depth) {
    if (!type.equals(StrategySpec.BANDIT)) {
      if (reader.has("validation")) {
        reader.mistake("validation", "belongs to bandit, but the type was " + type);
      }
      return OptionalInt.empty();
    }
    if (depth > 1) {
      reader.mistake(
          "type", "must not be 'bandit' within a composition: a bandit draws the whole batch");
    }
    return OptionalInt.of(reader.whole("validation", 100, 20, 5_000));
  }
}
