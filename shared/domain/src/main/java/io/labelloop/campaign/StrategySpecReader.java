package io.labelloop.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeSet;

/** Reads a query strategy: a name, or an object that composes others. */
final class StrategySpecReader {
  private static final int DEEPEST = 4;

  private StrategySpecReader() {}

  /** Reads the field {@code strategy} of a section. */
  static StrategySpec read(FieldReader query, KnownNames names) {
    return read(query, "strategy", query.get("strategy"), names, 1);
  }

  /**
   * The same in a sequence task, where a portfolio is the only composition: the others look at one
   * class or one vector of each item.
   */
  static StrategySpec ofSentences(FieldReader query, KnownNames names) {
    KnownNames sentences =
        new KnownNames(
            names.sequenceStrategies(),
            names.seedSets(),
            names.trainers(),
            names.sequenceStrategies(),
            names.sequenceTrainers(),
            names.fit());
    StrategySpec read = read(query, sentences);
    boolean composed = !read.of().isEmpty();
    boolean flat = read.of().stream().allMatch(part -> part.of().isEmpty());
    if (composed && !(read.type().equals(StrategySpec.PORTFOLIO) && flat)) {
      query.mistake(
          "strategy",
          "of a sequence task is a name or a portfolio of names, but was "
              + read.inWords()
              + "; the other compositions look at one class or one vector of each item, which"
              + " sentences do not have");
      return StrategySpec.named(names.sequenceStrategies().getFirst());
    }
    return read;
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
    types.addAll(StrategySpec.COMPOSITIONS);
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
    int least =
        switch (type) {
          case StrategySpec.PORTFOLIO -> 2;
          case "class-quota", "cost-aware", "anchored", StrategySpec.BANDIT -> 1;
          default -> 0;
        };
    int most =
        switch (type) {
          case StrategySpec.PORTFOLIO, StrategySpec.BANDIT -> 10;
          default -> least;
        };
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
