package io.labelloop.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.numeric.DenseVector;
import io.labelloop.pool.ItemContent;
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
    if (task.type() != TaskType.CLASSIFICATION) {
      workforce.mistake("gold", "is for classification; sentences have none in this version");
      return Optional.empty();
    }
    double share = gold.number("share", GoldSpec.USUAL_SHARE, 0, true, 0.5, true);
    Optional<String> location =
        gold.has("location") ? Optional.of(gold.text("location", "?")) : Optional.empty();
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
      FieldReader item = gold.element("items", i);
      item.require("id", "a name of its own: \"gold-1\"");
      item.require("label", "the right answer, one of the task's labels");
      String label = item.oneOf("label", task.labels().name(0), task.labels().names());
      Optional<ItemContent> content = content(item);
      boolean training = item.flag("training", false);
      if (training && !type.equals("portal")) {
        item.mistake(
            "training",
            "is for the workforce 'portal' only, which can explain, but type was " + type);
      }
      Optional<String> why = item.has("why") ? Optional.of(item.text("why", "")) : Optional.empty();
      Optional<ItemId> id = id(item);
      if (id.isPresent() && content.isPresent()) {
        items.add(new GoldItem(id.get(), content.get(), label, training, why));
      }
      item.refuseUnknown();
    }
    refuseContradictions(gold, items);
    return items;
  }

  private static void refuseContradictions(FieldReader gold, List<GoldItem> items) {
    Map<ItemId, String> labels = new HashMap<>();
    for (GoldItem item : items) {
      String before = labels.putIfAbsent(item.id(), item.label());
      if (before != null) {
        gold.mistake(
            "items",
            before.equals(item.label())
                ? "must each have an id of their own, but '" + item.id() + "' came twice"
                : "contradict each other: '"
                    + item.id()
                    + "' is '"
                    + before
                    + "' and '"
                    + item.label()
                    + "'");
      }
    }
  }

  private static Optional<ItemId> id(FieldReader item) {
    try {
      return item.has("id") ? Optional.of(new ItemId(item.text("id", "?"))) : Optional.empty();
    } catch (IllegalArgumentException wrong) {
      item.mistake("id", String.valueOf(wrong.getMessage()));
      return Optional.empty();
    }
  }

  private static Optional<ItemContent> content(FieldReader item) {
    if (item.has("text") == item.has("features")) {
      item.mistake("text", "or features must be given, and not both");
      return Optional.empty();
    }
    if (item.has("text")) {
      return Optional.of(new ItemContent.Text(item.text("text", "?")));
    }
    JsonNode features = item.get("features");
    double[] values = new double[features.size()];
    for (int i = 0; i < values.length; i++) {
      if (!features.get(i).isNumber()) {
        item.mistake(
            "features/" + i, "must be a number, but was " + FieldReader.shown(features.get(i)));
        return Optional.empty();
      }
      values[i] = features.get(i).doubleValue();
    }
    if (values.length == 0) {
      item.mistake("features", "must be an array of numbers, but had none");
      return Optional.empty();
    }
    return Optional.of(new ItemContent.Features(DenseVector.of(values)));
  }
}
