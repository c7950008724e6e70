package io.labelloop.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.pool.ItemId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the items whose answers are known: the section {@code workforce.gold}. */
final class GoldSpecReader {
  private GoldSpecReader() {}

  static Optional<GoldSpec> read(FieldReader workforce, Task task, String type) {
    if (!workforce.has("gold")) {
      return Optional.empty();
    }
    FieldReader gold = workforce.object("gold");
    boolean sentences = task.type() == TaskType.SEQUENCE;
    if (sentences && !type.equals("portal")) {
      workforce.mistake(
          "gold",
          "for sentences is for the workforce 'portal' only, which measures people by it, but type was "
              + type);
      return Optional.empty();
    }
    double share = gold.number("share", GoldSpec.USUAL_SHARE, 0, true, 0.5, true);
    Optional<String> location =
        gold.has("location") ? Optional.of(gold.text("location", "?")) : Optional.empty();
    if (sentences && location.isPresent()) {
      gold.mistake(
          "location",
          "is for classification; gold items of sentences stand in the campaign file: items, with tokens and spans");
    }
    String label = gold.text("label", "label");
    List<GoldItem> items = items(gold, task, type);
    if (location.isEmpty() && !gold.has("items")) {
      gold.mistake(
          "location",
          "or items must be given: a file with the pool's columns and the known label, such as"
              + " \"gold.jsonl\"");
    }
    var spec = new GoldSpec(share, location, label, items);
    int hidden = spec.hidden().size();
    if (location.isEmpty() && hidden > 0 && hidden < GoldSpec.FEWEST) {
      gold.mistake("items", tooFew(hidden));
    }
    gold.refuseUnknown();
    return Optional.of(spec);
  }

  private static String tooFew(int hidden) {
    return "must have at least "
        + GoldSpec.FEWEST
        + " hidden items (fewer say nothing about anybody), but had "
        + hidden;
  }

  private static List<GoldItem> items(FieldReader gold, Task task, String type) {
    JsonNode given = gold.get("items");
    if (!given.isMissingNode() && !given.isArray()) {
      gold.mistake("items", "must be an array of items, but was " + FieldReader.shown(given));
      return List.of();
    }
    var items = new ArrayList<GoldItem>();
    for (int i = 0; i < given.size(); i++) {
      GoldItemReader.read(gold.element("items", i), task, type).ifPresent(items::add);
    }
    refuseContradictions(gold, items);
    return items;
  }

  private static void refuseContradictions(FieldReader gold, List<GoldItem> items) {
    Map<ItemId, GoldAnswer> answers = new HashMap<>();
    for (GoldItem item : items) {
      GoldAnswer before = answers.putIfAbsent(item.id(), item.answer());
      if (before != null) {
        gold.mistake(
            "items",
            before.equals(item.answer())
                ? "must each have an id of their own, but '" + item.id() + "' came twice"
                : "contradict each other: '"
                    + item.id()
                    + "' is "
                    + shown(before)
                    + " and "
                    + shown(item.answer()));
      }
    }
  }

  private static String shown(GoldAnswer answer) {
    return switch (answer) {
      case GoldAnswer.OfClass one -> "'" + one.label() + "'";
      case GoldAnswer.OfEntities some -> some.entities().toString();
    };
  }
}
