package io.labelloop.workflow.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.labelloop.workflow.document.JsonCodec;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes one line of JSON about something that happened outside of all steps, such as a sign-in:
 * {@code {"event":"sign-in","outcome":"refused","reason":"state"}}. As with {@link StepLog}, lines
 * hold ids and names of errors; never texts, names of people, tokens, or the words of an error,
 * which may quote what came.
 */
public final class OccurrenceLog {
  private final Consumer<String> lines;

  /**
   * @param lines takes each line, a JSON object, from several threads
   */
  public OccurrenceLog(Consumer<String> lines) {
    this.lines = lines;
  }

  /**
   * Writes a line.
   *
   * @param event what it is about
   * @param outcome what came of it
   * @param more the ids and reasons that belong to it
   */
  public void write(String event, String outcome, Map<String, String> more) {
    ObjectNode line =
        JsonCodec.mapper().createObjectNode().put("event", event).put("outcome", outcome);
    more.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(field -> line.put(field.getKey(), field.getValue()));
    lines.accept(line.toString());
  }

  /** Writes a line about something that failed, with the name of the error. */
  public void failed(String event, String id, RuntimeException error) {
    write(event, "failed", Map.of("id", id, "error", error.getClass().getSimpleName()));
  }
}
