package io.labelloop.campaign;

import io.labelloop.model.ClassLabels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what a campaign asks people: the section {@code task}. */
final class TaskReader {
  private static final int MAX_LABELS = 1_000;
  // time and memory of a second-order model grow with the third power of their number
  private static final int MAX_ENTITY_TYPES = 50;
  private static final int MAX_LABEL_LENGTH = 256;

  private TaskReader() {}

  static Task read(FieldReader task) {
    String type = task.oneOf("type", "classification", List.of("classification", "sequence"));
    boolean sequence = type.equals(TaskType.SEQUENCE.label());
    int fewest = sequence ? 1 : 2;
    int most = sequence ? MAX_ENTITY_TYPES : MAX_LABELS;
    task.require(
        "labels",
        sequence
            ? "the types of entities: [\"person\", \"place\"]"
            : "at least 2 labels: [\"ham\", \"spam\"]");
    var labels = new ArrayList<String>();
    if (task.has("labels")) {
      Map<String, String> seen = new HashMap<>();
      List<String> given = task.texts("labels");
      for (int i = 0; i < given.size(); i++) {
        String label = given.get(i);
        if (label.length() > MAX_LABEL_LENGTH || label.chars().anyMatch(Character::isISOControl)) {
          task.mistake(
              "labels/" + i,
              "must have at most " + MAX_LABEL_LENGTH + " characters and no control characters");
        } else if (LabelLook.turnsDirection(label)) {
          task.mistake(
              "labels/" + i,
              "must have no characters that turn the direction of text (U+202A to U+202E, U+2066 to"
                  + " U+2069): people would read what is not there");
        } else {
          String before = seen.putIfAbsent(LabelLook.of(label), label);
          if (before == null) {
            labels.add(label);
          } else {
            task.mistake(
                "labels/" + i,
                "must differ from the other labels, but '"
                    + label
                    + "' came before"
                    + (before.equals(label)
                        ? ""
                        : ", or what looks like it in other letters or with characters that are not"
                            + " seen: people cannot tell them apart"));
          }
        }
      }
      if (given.size() < fewest || given.size() > most) {
        task.mistake(
            "labels", "must be " + fewest + " to " + most + " labels, but were " + given.size());
      }
    }
    String question =
        task.text("question", sequence ? "Which entities are there?" : "Which label fits?");
    task.refuseUnknown();
    return new Task(
        sequence ? TaskType.SEQUENCE : TaskType.CLASSIFICATION,
        new ClassLabels(labels.size() < fewest ? List.of("a", "b") : labels),
        question);
  }
}
