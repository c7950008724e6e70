package io.labelloop.workflow.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.PoolRedaction;
import io.labelloop.workflow.document.JsonCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes an item's content out of a campaign's documents. In JSON, what stands beside the item's id
 * is emptied by its name, and every text that has the content in it loses it; in other texts, the
 * content goes wherever it stands. Lines and documents that have nothing of it keep their bytes.
 */
final class DocumentRedaction {
  private static final Set<String> IDS = Set.of("id", "item");
  private static final Set<String> CONTENT =
      Set.of("text", "tokens", "source", "comment", "note", "reason", "why", "alt", "excerpt");
  private static final JsonMapper JSON =
      ((JsonMapper) JsonCodec.mapper())
          .rebuild()
          // 0.900000 stays so
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final ItemId item;
  private final ItemContentForms forms;

  DocumentRedaction(ItemId item, ItemContentForms forms) {
    this.item = item;
    this.forms = forms;
  }

  /** The document without the content, or nothing if it has none of it. */
  Optional<byte[]> of(String key, byte[] document) {
    if (!mayConcern(document)) {
      return Optional.empty();
    }
    String text = new String(document, StandardCharsets.UTF_8);
    String name = key.substring(key.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    String left =
        switch (dot < 0 ? "" : name.substring(dot)) {
          case ".json" -> json(text);
          case ".jsonl", ".manifest" -> lines(text);
          case ".xml", ".html", ".liquid", ".txt", ".csv", ".md" ->
              forms.without(text, PoolRedaction.FORGOTTEN);
          default -> text;
        };
    return left.equals(text)
        ? Optional.empty()
        : Optional.of(left.getBytes(StandardCharsets.UTF_8));
  }

  private boolean mayConcern(byte[] document) {
    return forms.in(document)
        || new String(document, StandardCharsets.UTF_8).contains(quoted(item.value()));
  }

  private static String quoted(String text) {
    try {
      return JSON.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String lines(String text) {
    var left = new StringBuilder(text.length());
    for (int from = 0; from < text.length(); ) {
      int end = text.indexOf('\n', from);
      int next = end < 0 ? text.length() : end + 1;
      String line = text.substring(from, end < 0 ? next : end);
      left.append(changed(line).map(tree -> written(JSON.writer(), tree)).orElse(line));
      left.append(text, end < 0 ? next : end, next);
      from = next;
    }
    return left.toString();
  }

  private String json(String text) {
    // documents are indented, the portal's are not
    boolean indented = text.strip().contains("\n");
    return changed(text)
        .map(
            tree ->
                indented
                    ? written(JSON.writerWithDefaultPrettyPrinter(), tree) + "\n"
                    : written(JSON.writer(), tree))
        .orElse(text);
  }

  private static String written(ObjectWriter writer, JsonNode tree) {
    try {
      return writer.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tree without the content, or nothing if it had none, or was none. */
  private Optional<JsonNode> changed(String json) {
    try {
      JsonNode before = JSON.readTree(json);
      JsonNode after = redacted(before, false);
      return after.equals(before) ? Optional.empty() : Optional.of(after);
    } catch (IOException noJson) {
      return Optional.empty();
    }
  }

  private JsonNode redacted(JsonNode node, boolean theirs) {
    if (node instanceof ObjectNode object) {
      boolean own =
          theirs || IDS.stream().anyMatch(id -> item.value().equals(object.path(id).textValue()));
      ObjectNode left = JSON.createObjectNode();
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        left.set(
            field.getKey(),
            own && CONTENT.contains(field.getKey())
                ? emptied(field.getValue())
                : redacted(field.getValue(), own));
      }
      return left;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode left = JSON.createArrayNode();
      array.forEach(element -> left.add(redacted(element, theirs)));
      return left;
    }
    return node instanceof TextNode text
        ? TextNode.valueOf(forms.without(text.textValue(), PoolRedaction.FORGOTTEN))
        : node;
  }

  /** As many texts as there were. */
  private static JsonNode emptied(JsonNode node) {
    if (node instanceof ArrayNode array) {
      ArrayNode left = JSON.createArrayNode();
      array.forEach(element -> left.add(emptied(element)));
      return left;
    }
    return node.isTextual() ? TextNode.valueOf(PoolRedaction.FORGOTTEN) : node;
  }
}
