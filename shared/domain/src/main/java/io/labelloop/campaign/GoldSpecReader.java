package io.labelloop.campaign;

import java.util.List;
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
          "gold", "is for classification; sentences have none in this version but in the portal");
      return Optional.empty();
    }
    if (sentences && gold.has("location")) {
      gold.mistake("location", "is for classification; gold sentences stand in items");
      return Optional.empty();
    }
    double share = gold.number("share", GoldSpec.USUAL_SHARE, 0, true, 0.5, true);
    Optional<String> location =
        gold.has("location") ? Optional.of(gold.text("location", "?")) : Optional.empty();
    String label = gold.text("label", "label");
    List<GoldItem> items = GoldItemsReader.read(gold, task, type);
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
}
