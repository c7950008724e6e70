package io.labelloop.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.numeric.DenseVector;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads how the portal asks: the section {@code workforce.portal}. */
final class PortalSpecReader {
  private static final int MAX_SHORT = 400;
  private static final int MAX_FULL = 100_000;
  private static final int MAX_LEASE_SECONDS = 8 * 3600;
  private static final int MAX_DEADLINE_HOURS = 30 * 24;

  private PortalSpecReader() {}

  static PortalSpec read(FieldReader portal, Task task) {
    PortalSpec usual = PortalSpec.DEFAULT;
    FieldReader guidelines = portal.object("guidelines");
    String shortText = bounded(guidelines, "short", MAX_SHORT);
    String fullText = bounded(guidelines, "full", MAX_FULL);
    guidelines.refuseUnknown();
    String order = portal.oneOf("order", "random", List.of("random", "easy-first"));
    int hours =
        portal.whole("deadlineHours", (int) usual.deadline().toHours(), 1, MAX_DEADLINE_HOURS);
    FieldReader lease = portal.object("leaseSeconds");
    int min = lease.whole("min", (int) usual.leaseMin().toSeconds(), 10, MAX_LEASE_SECONDS);
    int max = lease.whole("max", (int) usual.leaseMax().toSeconds(), 10, MAX_LEASE_SECONDS);
    if (min > max) {
      lease.mistake("min", "must be at most max (" + max + "), but was " + min);
    }
    lease.refuseUnknown();
    FieldReader gold = portal.object("gold");
    double share = gold.number("share", usual.goldShare(), 0, true, 0.5, true);
    List<PortalSpec.GoldItem> items = items(gold, task);
    gold.refuseUnknown();
    portal.refuseUnknown();
    return new PortalSpec(
        shortText,
        fullText,
        order.equals("random") ? PortalSpec.Order.RANDOM : PortalSpec.Order.EASY_FIRST,
        Duration.ofHours(hours),
        Duration.ofSeconds(Math.min(min, max)),
        Duration.ofSeconds(max),
        share,
        items);
  }

  private static String bounded(FieldReader reader, String field, int most) {
    String text = reader.text(field, "");
    if (text.length() > most) {
      reader.mistake(field, "must have at most " + most + " characters, but had " + text.length());
    }
    return text;
  }

  private static List<PortalSpec.GoldItem> items(FieldReader gold, Task task) {
    JsonNode given = gold.get("items");
    if (!given.isMissingNode() && !given.isArray()) {
      gold.mistake("items", "must be an array of items, but was " + FieldReader.shown(given));
      return List.of();
    }
    var items = new ArrayList<PortalSpec.GoldItem>();
    if (!given.isEmpty() && task.type() != TaskType.CLASSIFICATION) {
      gold.mistake("items", "are for classification; sentences have none in this version");
      return List.of();
    }
    for (int i = 0; i < given.size(); i++) {
      FieldReader item = gold.element("items", i);
      item.require("id", "a name of its own: \"gold-1\"");
      item.require("label", "the right answer, one of the task's labels");
      String label = item.oneOf("label", task.labels().name(0), task.labels().names());
      Optional<ItemContent> content = content(item);
      boolean training = item.flag("training", false);
      Optional<String> why = item.has("why") ? Optional.of(item.text("why", "")) : Optional.empty();
      Optional<ItemId> id = id(item);
      if (id.isPresent() && content.isPresent()) {
        items.add(new PortalSpec.GoldItem(id.get(), content.get(), label, training, why));
      }
      item.refuseUnknown();
    }
    long names = items.stream().map(PortalSpec.GoldItem::id).distinct().count();
    if (names < items.size()) {
      gold.mistake("items", "must each have an id of their own, but some had the same");
    }
    return items;
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
