package io.labelloop.workflow.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotatorId;
import io.labelloop.annotation.Answer;
import io.labelloop.pool.ItemId;
import io.labelloop.sequence.TagSequence;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * The JSON of answers: a class is the field {@code label} of what it belongs to, a number; the tags
 * of a sentence are its field {@code tags}, an array of numbers. Documents of classification
 * campaigns are therefore what they were before there were sequences.
 */
final class AnswerJson {
  private AnswerJson() {}

  static void addTo(SimpleModule module) {
    module.addSerializer(new AnnotationSerializer());
    module.addDeserializer(Annotation.class, new AnnotationDeserializer());
    module.addSerializer(new LabelSerializer());
    module.addDeserializer(ConsolidatedLabels.Label.class, new LabelDeserializer());
  }

  private static void write(Answer answer, JsonGenerator json) throws IOException {
    switch (answer) {
      case Answer.ClassAnswer one -> json.writeNumberField("label", one.label());
      case Answer.TagAnswer sentence -> {
        int[] tags = sentence.tags().toArray();
        json.writeFieldName("tags");
        json.writeArray(tags, 0, tags.length);
      }
    }
  }

  private static Answer read(JsonNode node) {
    if (node.has("label")) {
      return new Answer.ClassAnswer(node.get("label").intValue());
    }
    JsonNode array = node.required("tags");
    int[] tags = new int[array.size()];
    for (int i = 0; i < tags.length; i++) {
      tags[i] = array.get(i).intValue();
    }
    return new Answer.TagAnswer(TagSequence.of(tags));
  }

  // these are the most frequent values of all documents: a deserializer for each field would cost
  // more than everything else
  private static ItemId item(JsonNode node) {
    return new ItemId(node.required("item").asText());
  }

  private static Instant instant(JsonNode node, String name, DeserializationContext context)
      throws IOException {
    String text = node.required(name).asText();
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw context.weirdStringException(text, Instant.class, "must be an instant in ISO 8601");
    }
  }

  private static final class AnnotationSerializer extends StdSerializer<Annotation> {
    private static final long serialVersionUID = 1L;

    AnnotationSerializer() {
      super(Annotation.class);
    }

    @Override
    public void serialize(Annotation value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartObject();
      provider.defaultSerializeField("item", value.item(), json);
      provider.defaultSerializeField("annotator", value.annotator(), json);
      write(value.answer(), json);
      provider.defaultSerializeField("answeredAt", value.answeredAt(), json);
      json.writeEndObject();
    }
  }

  private static final class AnnotationDeserializer extends StdDeserializer<Annotation> {
    private static final long serialVersionUID = 1L;

    AnnotationDeserializer() {
      super(Annotation.class);
    }

    @Override
    public Annotation deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      JsonNode node = json.readValueAsTree();
      return new Annotation(
          item(node),
          new AnnotatorId(node.required("annotator").asText()),
          read(node),
          instant(node, "answeredAt", context));
    }
  }

  private static final class LabelSerializer extends StdSerializer<ConsolidatedLabels.Label> {
    private static final long serialVersionUID = 1L;

    LabelSerializer() {
      super(ConsolidatedLabels.Label.class);
    }

    @Override
    public void serialize(
        ConsolidatedLabels.Label value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartObject();
      provider.defaultSerializeField("item", value.item(), json);
      write(value.answer(), json);
      json.writeNumberField("confidence", value.confidence());
      json.writeNumberField("annotations", value.annotations());
      json.writeEndObject();
    }
  }

  private static final class LabelDeserializer extends StdDeserializer<ConsolidatedLabels.Label> {
    private static final long serialVersionUID = 1L;

    LabelDeserializer() {
      super(ConsolidatedLabels.Label.class);
    }

    @Override
    public ConsolidatedLabels.Label deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      JsonNode node = json.readValueAsTree();
      return new ConsolidatedLabels.Label(
          item(node),
          read(node),
          node.required("confidence").doubleValue(),
          node.required("annotations").intValue());
    }
  }
}
