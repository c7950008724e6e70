package io.labelloop.workflow.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.labelloop.workflow.document.JsonCodec;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Executes steps and writes one line about each, in words for people, {@code step=TrainModel
 * campaign=birds round=7 labels=140 outcome=ok ms=412}, or in JSON for programs that search logs,
 * {@code {"step":"TrainModel","campaign":"birds","round":7,...}}.
 *
 * <p>A line holds ids and counts; never texts, answers or task tokens. Of an error it holds the
 * name: its words go to the workflow, once.
 */
public final class StepLog {
  private static final List<String> NUMBERS = List.of("round", "shard", "wave");

  private final Consumer<ObjectNode> lines;

  private StepLog(Consumer<ObjectNode> lines) {
    this.lines = lines;
  }

  /**
   * @param lines takes each line, from several threads
   */
  public static StepLog inWords(Consumer<String> lines) {
    return new StepLog(
        line ->
            lines.accept(
                line.properties().stream()
                    .map(field -> field.getKey() + "=" + field.getValue().asText())
                    .collect(Collectors.joining(" "))));
  }

  /**
   * @param lines takes each line, a JSON object, from several threads
   */
  public static StepLog inJson(Consumer<String> lines) {
    return new StepLog(line -> lines.accept(line.toString()));
  }

  /** Executes a step; its exception passes through. */
  public <I extends Record, O extends Record> O execute(Step<I, O> step, I input) {
    long start = System.nanoTime();
    String outcome = "failed";
    ObjectNode counts = JsonCodec.mapper().createObjectNode();
    try {
      O output = step.execute(input);
      outcome = "ok";
      counts = counts(JsonCodec.mapper().valueToTree(output));
      return output;
    } catch (RuntimeException e) {
      outcome = e.getClass().getSimpleName();
      throw e;
    } finally {
      ObjectNode line = JsonCodec.mapper().createObjectNode().put("step", step.name());
      line.setAll(where(JsonCodec.mapper().valueToTree(input)));
      line.setAll(counts);
      line.put("outcome", outcome).put("ms", (System.nanoTime() - start) / 1_000_000);
      lines.accept(line);
    }
  }

  private static ObjectNode where(JsonNode input) {
    ObjectNode where = JsonCodec.mapper().createObjectNode();
    String campaign = campaign(input.path("prefix").asText(input.path("key").asText()));
    if (!campaign.isEmpty()) {
      where.put("campaign", campaign);
    }
    for (String number : NUMBERS) {
      if (input.path(number).isInt()) {
        where.set(number, input.get(number));
      }
    }
    return where;
  }

  /**
   * The name under which a campaign is logged and measured: its folder's.
   *
   * @param place the campaign's prefix or the key of its {@code campaign.json}
   * @return empty if the place names no folder
   */
  public static String campaign(String place) {
    String[] folders = place.split("/", -1);
    return folders.length > 1 ? word(folders[folders.length - 2]) : "";
  }

  private static ObjectNode counts(JsonNode output) {
    ObjectNode counts = JsonCodec.mapper().createObjectNode();
    output
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isIntegralNumber() || field.getValue().isBoolean()) {
                counts.set(field.getKey(), field.getValue());
              }
            });
    return counts;
  }

  /** An id as one word, whatever came: a line break or a blank must not forge a line or a field. */
  private static String word(String id) {
    return id.replaceAll("[^A-Za-z0-9._-]", "?");
  }
}
