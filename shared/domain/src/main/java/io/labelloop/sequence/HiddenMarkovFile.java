package io.labelloop.sequence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.labelloop.model.UnreadableModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A hidden Markov model as JSON: how it came to be, and its counts. */
final class HiddenMarkovFile {
  private static final String FORMAT = "labelloop-hidden-markov-model";
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private HiddenMarkovFile() {}

  /** How a model came to be. */
  record Training(int sentences, long seed, Instant trainedAt) {}

  static byte[] write(TagSet tags, int order, TagCounts counts, Training training) {
    ObjectNode file = JSON.createObjectNode();
    file.put("format", FORMAT);
    file.put("version", VERSION);
    file.put("order", order);
    ArrayNode types = file.putArray("types");
    tags.types().names().forEach(types::add);
    file.putObject("training")
        .put("sentences", training.sentences())
        .put("seed", training.seed())
        .put("trainedAt", training.trainedAt().toString());
    ArrayNode runs = file.putArray("runs");
    counts.sortedRuns().forEach(run -> run.forEach(runs.addArray()::add));
    ObjectNode symbols = file.putObject("symbols");
    new TreeMap<>(counts.symbols())
        .forEach(
            (symbol, perTag) -> {
              ArrayNode array = symbols.putArray(symbol);
              for (int count : perTag) {
                array.add(count);
              }
            });
    try {
      return JSON.writeValueAsString(file).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers and texts can be written", e);
    }
  }

  static HiddenMarkovModel read(TagSet tags, int order, byte[] stored) {
    JsonNode file;
    try {
      file = JSON.readTree(stored);
    } catch (IOException e) {
      throw new UnreadableModelException(
          "the " + stored.length + " bytes are no complete hidden Markov model", e);
    }
    require(file.path("format").asText(), FORMAT, "format");
    require(file.path("version").asText(), Integer.toString(VERSION), "version");
    require(file.path("order").asText(), Integer.toString(order), "order");
    require(
        file.path("types").toString(),
        JSON.valueToTree(tags.types().names()).toString(),
        "entity types");
    try {
      JsonNode said = file.required("training");
      return new HiddenMarkovModel(
          tags,
          order,
          new TagCounts(runs(tags, file), symbols(tags, file)),
          new Training(
              said.required("sentences").intValue(),
              said.required("seed").longValue(),
              Instant.parse(said.required("trainedAt").textValue())));
    } catch (RuntimeException e) {
      // whatever is missing or out of range in the file
      throw new UnreadableModelException(
          "the hidden Markov model is damaged: " + e.getMessage(), e);
    }
  }

  private static void require(String found, String accepted, String what) {
    if (!found.equals(accepted)) {
      throw new UnreadableModelException(
          "the model's " + what + " must be " + accepted + ", but was " + found);
    }
  }

  private static Map<List<Integer>, Integer> runs(TagSet tags, JsonNode file) {
    Map<List<Integer>, Integer> runs = new HashMap<>();
    for (JsonNode run : file.required("runs")) {
      List<Integer> key =
          List.of(
              run.required(0).intValue(), run.required(1).intValue(), run.required(2).intValue());
      if (key.stream().anyMatch(tag -> tag < TagTransitions.LogWeight.NONE || tag >= tags.size())
          || key.get(2) < 0
          || run.required(3).intValue() < 1) {
        throw new IllegalArgumentException("there is no run " + run);
      }
      runs.put(key, run.required(3).intValue());
    }
    return runs;
  }

  private static Map<String, int[]> symbols(TagSet tags, JsonNode file) {
    Map<String, int[]> symbols = new TreeMap<>();
    file.required("symbols")
        .properties()
        .forEach(
            entry -> {
              int[] counts = new int[tags.size()];
              for (int tag = 0; tag < counts.length; tag++) {
                counts[tag] = entry.getValue().required(tag).intValue();
              }
              symbols.put(entry.getKey(), counts);
            });
    return symbols;
  }
}
