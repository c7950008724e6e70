package io.labelloop.campaign;

import io.labelloop.model.ClassLabels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Reads what a campaign asks people: the section {@code task}. */
final class TaskReader {
  private static final int MAX_LABELS = 1_000;
  private static final int MAX_LABEL_LENGTH = 256;

  private TaskReader() {}

  static Task read(FieldReader task) {
    String type = task.oneOf("type", "classification", List.of("classification", "sequence"));
    if (type.equals("sequence")) {
      task.mistake("type", "'sequence' is not in this version; 'classification' is");
    }
    task.require("labels", "at least 2 labels: [\"ham\", \"spam\"]");
    var labels = new ArrayList<String>();
    if (task.has("labels")) {
      var seen = new HashSet<String>();
      List<String> given = task.texts("labels");
      for (int i = 0; i < given.size(); i++) {
        String label = given.get(i);
        if (label.length() > MAX_LABEL_LENGTH || label.chars().anyMatch(Character::isISOControl)) {
          task.mistake(
              "labels/" + i,
              "must have at most " + MAX_LABEL_LENGTH + " characters and no control characters");
        } else if (!seen.add(label)) {
          task.mistake(
              "labels/" + i, "must differ from the other labels, but '" + label + "' came before");
        } else {
          labels.add(label);
        }
      }
      if (given.size() < 2 || given.size() > MAX_LABELS) {
        task.mistake("labels", "must be 2 to " + MAX_LABELS + " labels, but were " + given.size());
      }
    }
    String question = task.text("question", "Which label fits?");
    task.refuseUnknown();
    return new Task(
        TaskType.CLASSIFICATION,
        new ClassLabels(labels.size() < 2 ? List.of("a", "b") : labels),
        question);
  }
}
