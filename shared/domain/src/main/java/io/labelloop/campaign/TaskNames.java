package io.labelloop.campaign;

import java.util.List;

/** Reads a name that has to fit the task. */
final class TaskNames {
  private TaskNames() {}

  /**
   * One of the names for this task, by default the first.
   *
   * @param foreign the names for tasks of the other type
   */
  static String read(
      FieldReader section, String field, List<String> names, List<String> foreign, TaskType other) {
    return refuse(section, field, names, foreign, other)
        ? names.getFirst()
        : section.oneOf(field, names.getFirst(), names);
  }

  /** Notes a mistake if a name is for tasks of the other type only; whether it is. */
  static boolean refuse(
      FieldReader section, String field, List<String> names, List<String> foreign, TaskType other) {
    String given = section.get(field).asText();
    boolean refused = foreign.contains(given) && !names.contains(given);
    if (refused) {
      section.mistake(
          field,
          "must fit the task: '"
              + given
              + "' is for tasks of the type '"
              + other.label()
              + "'; for this one there are "
              + String.join(", ", names));
    }
    return refused;
  }
}
