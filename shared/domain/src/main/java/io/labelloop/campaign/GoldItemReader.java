package io.labelloop.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.numeric.DenseVector;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.Picture;
import io.labelloop.sequence.Entity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads one item whose answer is known. */
final class GoldItemReader {
  private final FieldReader item;
  private final Task task;

  private GoldItemReader(FieldReader item, Task task) {
    this.item = item;
    this.task = task;
  }

  /**
   * Reads an item, and says what is wrong with it.
   *
   * @param type the workforce's
   */
  static Optional<GoldItem> read(FieldReader item, Task task, String type) {
    var reader = new GoldItemReader(item, task);
    item.require("id", "a name of its own: \"gold-1\"");
    boolean sentences = task.type() == TaskType.SEQUENCE;
    Optional<ItemContent> content = sentences ? reader.sentence() : reader.shown();
    Optional<GoldAnswer> answer =
        sentences ? content.flatMap(reader::entities) : Optional.of(reader.label());
    boolean training = item.flag("training", false);
    if (training && !type.equals("portal")) {
      item.mistake(
          "training",
          "is for the workforce 'portal' only, which can explain, but type was " + type);
    }
    Optional<String> why = item.has("why") ? Optional.of(item.text("why", "")) : Optional.empty();
    Optional<ItemId> id = reader.id();
    item.has(sentences ? "spans" : "label");
    item.refuseUnknown();
    return id.isPresent() && content.isPresent() && answer.isPresent()
        ? Optional.of(new GoldItem(id.get(), content.get(), answer.get(), training, why))
        : Optional.empty();
  }

  private Optional<ItemId> id() {
    try {
      return item.has("id") ? Optional.of(new ItemId(item.text("id", "?"))) : Optional.empty();
    } catch (IllegalArgumentException wrong) {
      item.mistake("id", String.valueOf(wrong.getMessage()));
      return Optional.empty();
    }
  }

  /** A text, numbers, or a picture with or without its numbers. */
  private Optional<ItemContent> shown() {
    boolean numbers = item.has("features") || item.has("picture");
    if (item.has("text") == numbers) {
      item.mistake("text", "or features or a picture must be given, and not both");
      return Optional.empty();
    }
    if (item.has("text")) {
      return Optional.of(new ItemContent.Text(item.text("text", "?")));
    }
    Optional<double[]> values = numbers();
    Optional<Picture> picture = picture();
    if (values.isEmpty() || picture.isPresent() != item.has("picture")) {
      return Optional.empty();
    }
    return Optional.of(new ItemContent.Features(DenseVector.of(values.get()), picture));
  }

  private Optional<double[]> numbers() {
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
    if (values.length == 0 && item.has("features")) {
      item.mistake("features", "must be an array of numbers, but had none");
      return Optional.empty();
    }
    return Optional.of(values);
  }

  private Optional<Picture> picture() {
    Optional<String> alt = item.has("alt") ? Optional.of(item.text("alt", "")) : Optional.empty();
    if (!item.has("picture")) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Picture(item.text("picture", "?"), alt));
    } catch (IllegalArgumentException wrong) {
      item.mistake("picture", String.valueOf(wrong.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<ItemContent> sentence() {
    item.require("tokens", "the sentence: [\"Ada\", \"met\", \"Charles\"]");
    List<String> tokens = item.has("tokens") ? item.texts("tokens") : List.of();
    return tokens.isEmpty() ? Optional.empty() : Optional.of(new ItemContent.Tokens(tokens));
  }

  private GoldAnswer label() {
    item.require("label", "the right answer, one of the task's labels");
    return new GoldAnswer.OfClass(
        item.oneOf("label", task.labels().name(0), task.labels().names()));
  }

  private Optional<GoldAnswer> entities(ItemContent content) {
    if (!(content instanceof ItemContent.Tokens sentence)) {
      return Optional.empty();
    }
    int tokens = sentence.tokens().size();
    item.require(
        "spans", "the right answer: [{\"start\": 0, \"end\": 1, \"type\": \"PER\"}], or []");
    JsonNode given = item.get("spans");
    if (!given.isMissingNode() && !given.isArray()) {
      item.mistake("spans", "must be an array of spans, but was " + FieldReader.shown(given));
      return Optional.empty();
    }
    var entities = new ArrayList<Entity>();
    for (int i = 0; i < given.size(); i++) {
      FieldReader span = item.element("spans", i);
      span.require("start", "the index of the first token, from 0");
      span.require("end", "the index after the last token");
      int start = span.whole("start", 0, 0, tokens - 1);
      int end = span.whole("end", start + 1, start + 1, tokens);
      String type = span.oneOf("type", task.labels().name(0), task.labels().names());
      span.require("type", "one of the task's labels");
      span.refuseUnknown();
      entities.add(new Entity(start, end, task.labels().indexOf(type).orElse(0)));
    }
    entities.sort(Comparator.comparingInt(Entity::start));
    for (int i = 1; i < entities.size(); i++) {
      if (entities.get(i).start() < entities.get(i - 1).end()) {
        item.mistake("spans", "must not overlap, but two hold token " + entities.get(i).start());
        return Optional.empty();
      }
    }
    return Optional.of(new GoldAnswer.OfEntities(entities));
  }
}
