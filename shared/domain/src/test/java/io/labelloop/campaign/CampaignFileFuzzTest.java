package io.labelloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Any campaign file is read, or refused with at least one mistake in words. */
class CampaignFileFuzzTest {
  /** How many files; {@code -Pnightly} asks for more. */
  private static final int FILES = Integer.getInteger("labelloop.fuzz", 200_000) / 10;

  private static final List<String> FILES_TO_CHANGE =
      List.of(
          CampaignSpecReaderTest.WHOLE,
          """
          {"task": {"type": "sequence", "labels": ["person", "place"], "question": "Who?"},
           "pool": {"location": "pool.conll"},
           "model": {"trainer": "crf"},
           "query": {"strategy": "mnlp", "batchSize": 20, "randomShare": 0.1},
           "workforce": {"type": "simulated", "truth": "tags", "pricePerAnnotation": "0.10 USD",
             "annotators": [{"count": 5, "accuracy": 0.97, "secondsPerAnswer": 20}],
             "annotationsPerItem": {"min": 2, "max": 3, "confidence": 0.95}},
           "stop": {"accuracy": {"target": 0.8}, "budget": "140 USD", "maxRounds": 12},
           "certification": {"size": 150}, "seed": 7}
          """);

  private static final JsonMapper JSON = new JsonMapper();

  private final SplittableRandom random = new SplittableRandom(20261125);
  private final List<JsonNode> values = new ArrayList<>();

  @Test
  void read_ofAnyFile_isASpecOrMistakesInWords() throws IOException {
    List<JsonNode> good = new ArrayList<>();
    for (String file : FILES_TO_CHANGE) {
      JsonNode tree = JSON.readTree(file);
      good.add(tree);
      collect(tree);
    }
    for (String wrong :
        List.of(
            "null",
            "true",
            "-1",
            "0",
            "1e308",
            "9223372036854775808",
            "0.5",
            "\"\"",
            "\"\\u0000\"",
            "\"\\u202e\"",
            "[]",
            "{}",
            "[[[[]]]]",
            "\"1 USD\"",
            "\"-1 USD\"",
            "\"../..\"",
            "\"<script>\"",
            "1.0000000001",
            "[null]")) {
      values.add(JSON.readTree(wrong));
    }
    var reader = new CampaignSpecReader(CampaignSpecReaderTest.NAMES);
    int valid = 0;
    for (int i = 0; i < FILES; i++) {
      JsonNode tree = good.get(random.nextInt(good.size())).deepCopy();
      int changes = random.nextInt(5);
      for (int change = 0; change < changes; change++) {
        change(tree);
      }
      byte[] bytes = JSON.writeValueAsBytes(tree);
      if (random.nextInt(10) == 0 && bytes.length > 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      String shown = new String(bytes, StandardCharsets.UTF_8);
      switch (reader.read(bytes, "campaign.json")) {
        case CampaignSpecReader.Reading.Valid spec -> valid++;
        case CampaignSpecReader.Reading.Invalid invalid ->
            assertThat(invalid.mistakes())
                .as(shown)
                .isNotEmpty()
                .allSatisfy(
                    mistake ->
                        assertThat(mistake.toString())
                            .isNotBlank()
                            .doesNotContainPattern("[\\p{Cntrl}&&[^\\n]]"));
      }
    }
    assertThat(valid).isBetween(FILES / 20, FILES * 9 / 10);
  }

  private void collect(JsonNode node) {
    values.add(node);
    node.forEach(this::collect);
  }

  private JsonNode value() {
    return values.get(random.nextInt(values.size())).deepCopy();
  }

  /** Changes one field or element somewhere below a node. */
  private void change(JsonNode node) {
    if (node instanceof ObjectNode object && !object.isEmpty()) {
      List<Map.Entry<String, JsonNode>> fields = List.copyOf(object.properties());
      Map.Entry<String, JsonNode> field = fields.get(random.nextInt(fields.size()));
      if (field.getValue().isContainerNode()
          && !field.getValue().isEmpty()
          && random.nextInt(4) > 0) {
        change(field.getValue());
        return;
      }
      switch (random.nextInt(4)) {
        case 0 -> object.remove(field.getKey());
        case 1 -> object.set(field.getKey() + "x", value());
        case 2 -> object.set(someName(), value());
        default -> object.set(field.getKey(), value());
      }
    } else if (node instanceof ArrayNode array && !array.isEmpty()) {
      int at = random.nextInt(array.size());
      switch (random.nextInt(3)) {
        case 0 -> array.remove(at);
        case 1 -> array.add(array.get(at).deepCopy());
        default -> array.set(at, value());
      }
    }
  }

  private String someName() {
    List<String> names =
        List.copyOf(
            Set.of(
                "task",
                "pool",
                "query",
                "workforce",
                "stop",
                "seed",
                "labels",
                "budget",
                "gold",
                "autoLabel",
                "consolidation",
                "certification",
                "model",
                "portal"));
    return names.get(random.nextInt(names.size()));
  }
}
