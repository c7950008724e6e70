package io.labelloop.workflow.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.labelloop.annotation.AnnotatorId;
import io.labelloop.budget.Money;
import io.labelloop.numeric.DenseVector;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.Picture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The JSON of documents and of the steps' input and output: ids and money as plain texts, instants
 * in ISO 8601, absent values left out, the same bytes for the same value.
 */
public final class JsonCodec {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .addModule(domainTypes())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          // a document of a later release may say more than this one knows
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          // what is missing is an error, unless it is optional: then it is absent
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(com.fasterxml.jackson.core.JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
          .build();

  private JsonCodec() {}

  /** The mapper itself, for trees and schemas. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /** A value as indented JSON. */
  public static byte[] document(Object value) {
    try {
      return (MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Values as JSON Lines. */
  public static byte[] lines(Iterable<?> values) {
    var bytes = new ByteArrayOutputStream();
    try {
      for (Object value : values) {
        bytes.write(MAPPER.writeValueAsBytes(value));
        bytes.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Reads what {@link #document} wrote. */
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads what {@link #lines} wrote. */
  public static <T> List<T> readLines(byte[] jsonLines, Class<T> type) {
    var values = new ArrayList<T>();
    try (var iterator = MAPPER.readerFor(type).<T>readValues(jsonLines)) {
      iterator.forEachRemaining(values::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return values;
  }

  private static SimpleModule domainTypes() {
    var module = new SimpleModule("labelloop");
    AnswerJson.addTo(module);
    return module
        .addSerializer(new AsText<>(ItemId.class, ItemId::value))
        .addDeserializer(ItemId.class, new FromText<>(ItemId.class, ItemId::new))
        .addSerializer(new AsText<>(AnnotatorId.class, AnnotatorId::value))
        .addDeserializer(AnnotatorId.class, new FromText<>(AnnotatorId.class, AnnotatorId::new))
        .addSerializer(new AsText<>(Money.class, Money::toString))
        .addDeserializer(Money.class, new FromText<>(Money.class, Money::parse))
        .addSerializer(new ContentSerializer())
        .addDeserializer(ItemContent.class, new ContentDeserializer());
  }

  private static final class AsText<T> extends StdSerializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<T, String> text;

    AsText(Class<T> type, Function<T, String> text) {
      super(type);
      this.text = text;
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(text.apply(value));
    }
  }

  private static final class FromText<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<String, T> value;

    FromText(Class<T> type, Function<String, T> value) {
      super(type);
      this.value = value;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return value.apply(json.getText());
    }
  }

  private static final class ContentSerializer extends StdSerializer<ItemContent> {
    private static final long serialVersionUID = 1L;

    ContentSerializer() {
      super(ItemContent.class);
    }

    @Override
    public void serialize(ItemContent content, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartObject();
      switch (content) {
        case ItemContent.Text text -> json.writeStringField("text", text.text());
        case ItemContent.Features features -> {
          json.writeFieldName("features");
          json.writeArray(features.values().toArray(), 0, features.values().size());
          if (features.picture().isPresent()) {
            Picture picture = features.picture().get();
            json.writeStringField("picture", picture.location());
            if (picture.alt().isPresent()) {
              json.writeStringField("alt", picture.alt().get());
            }
          }
        }
        case ItemContent.Tokens tokens -> {
          json.writeFieldName("tokens");
          String[] all = tokens.tokens().toArray(String[]::new);
          json.writeArray(all, 0, all.length);
        }
      }
      json.writeEndObject();
    }
  }

  private static final class ContentDeserializer extends StdDeserializer<ItemContent> {
    private static final long serialVersionUID = 1L;

    ContentDeserializer() {
      super(ItemContent.class);
    }

    @Override
    public ItemContent deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      JsonNode node = json.readValueAsTree();
      if (node.has("text")) {
        return new ItemContent.Text(node.get("text").textValue());
      }
      if (node.has("tokens")) {
        var tokens = new ArrayList<String>();
        node.get("tokens").forEach(token -> tokens.add(token.textValue()));
        return new ItemContent.Tokens(tokens);
      }
      JsonNode features = node.required("features");
      double[] values = new double[features.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = features.get(i).doubleValue();
      }
      Optional<Picture> picture =
          Optional.ofNullable(node.path("picture").textValue())
              .map(
                  location ->
                      new Picture(location, Optional.ofNullable(node.path("alt").textValue())));
      return new ItemContent.Features(DenseVector.of(values), picture);
    }
  }
}
