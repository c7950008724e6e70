package io.labelloop.workflow.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.workflow.document.JsonCodec;
import java.util.function.Consumer;

/**
 * Executes steps and writes one line about each: {@code step=TrainModel campaign=birds round=7
 * labels=140 outcome=ok ms=412}.
 *
 * <p>A line holds ids and counts; never texts, answers or task tokens. Of an error it holds the
 * name: its words go to the workflow, once.
 */
public final class StepLog {
  private final Consumer<String> lines;

  /**
   * @param lines takes each line, from several threads
   */
  public StepLog(Consumer<String> lines) {
    this.lines = lines;
  }

  /** Executes a step; its exception passes through. */
  public <I extends Record, O extends Record> O execute(Step<I, O> step, I input) {
    long start = System.nanoTime();
    String outcome = "failed";
    String counts = "";
    try {
      O output = step.execute(input);
      outcome = "ok";
      counts = counts(JsonCodec.mapper().valueToTree(output));
      return output;
    } catch (RuntimeException e) {
      outcome = e.getClass().getSimpleName();
      throw e;
    } finally {
      long milliseconds = (System.nanoTime() - start) / 1_000_000;
      JsonNode in = JsonCodec.mapper().valueToTree(input);
      lines.accept(
          "step="
              + step.name()
              + where(in)
              + counts
              + " outcome="
              + outcome
              + " ms="
              + milliseconds);
    }
  }

  private static String where(JsonNode input) {
    var words = new StringBuilder();
    String place = input.path("prefix").asText(input.path("key").asText());
    String[] folders = place.split("/", -1);
    if (folders.length > 1) {
      words.append(" campaign=").append(word(folders[folders.length - 2]));
    }
    for (String number : new String[] {"round", "shard", "wave"}) {
      if (input.path(number).isInt()) {
        words.append(' ').append(number).append('=').append(input.get(number).asInt());
      }
    }
    return words.toString();
  }

  private static String counts(JsonNode output) {
    var words = new StringBuilder();
    output
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isIntegralNumber() || field.getValue().isBoolean()) {
                words
                    .append(' ')
                    .append(field.getKey())
                    .append('=')
                    .append(field.getValue().asText());
              }
            });
    return words.toString();
  }

  /** An id as one word, whatever came: a line break or a blank must not forge a line or a field. */
  private static String word(String id) {
    return id.replaceAll("[^A-Za-z0-9._-]", "?");
  }
}
