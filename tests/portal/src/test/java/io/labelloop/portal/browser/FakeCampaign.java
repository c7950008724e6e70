package io.labelloop.portal.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a {@link PortalFake} asks about.
 *
 * @param type {@code classification} or {@code sequence}
 * @param contents one for each item, as the interface sends them
 * @param training how many of the first items give feedback
 * @param expected the answer that training items expect
 */
record FakeCampaign(
    String type,
    String question,
    List<String> labels,
    List<JsonNode> contents,
    String shortGuidelines,
    int training,
    String expected) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PIXELS = 64;

  FakeCampaign {
    labels = List.copyOf(labels);
    contents = List.copyOf(contents);
  }

  /** The first digits of the example. */
  static FakeCampaign digits(int items) throws IOException {
    Path pool = Path.of(System.getProperty("labelloop.root"), "examples/digits/digits.csv");
    List<JsonNode> contents =
        Files.readAllLines(pool).stream()
            .skip(1)
            .limit(items)
            .<JsonNode>map(FakeCampaign::grey)
            .toList();
    List<String> labels = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    return of("classification", "Which digit is this?", labels, contents);
  }

  static FakeCampaign texts(List<String> labels, List<String> texts) {
    List<JsonNode> contents =
        texts.stream()
            .<JsonNode>map(text -> JSON.createObjectNode().put("kind", "text").put("text", text))
            .toList();
    return of("classification", "What is it about?", labels, contents);
  }

  /** One sentence, asked about twice. */
  static FakeCampaign tagging(List<String> tokens) {
    JsonNode content =
        JSON.createObjectNode().put("kind", "tokens").set("tokens", JSON.valueToTree(tokens));
    List<String> types = List.of("PER", "LOC");
    return of("sequence", "Tag people and places.", types, List.of(content, content));
  }

  static FakeCampaign of(String type, String question, List<String> labels, List<JsonNode> items) {
    return new FakeCampaign(type, question, labels, items, "Look at the whole item first.", 0, "");
  }

  FakeCampaign withTraining(int items, String expected) {
    return new FakeCampaign(type, question, labels, contents, shortGuidelines, items, expected);
  }

  FakeCampaign withWords(String words) {
    return new FakeCampaign(type, words, labels, contents, words, training, expected);
  }

  private static ObjectNode grey(String row) {
    List<Double> values =
        Arrays.stream(row.split(",")).skip(1).limit(PIXELS).map(Double::valueOf).toList();
    ObjectNode content = JSON.createObjectNode().put("kind", "grey").put("rows", 8);
    content
        .put("columns", 8)
        .put("max", 16.0)
        .put("alt", "")
        .set("values", JSON.valueToTree(values));
    return content;
  }
}
