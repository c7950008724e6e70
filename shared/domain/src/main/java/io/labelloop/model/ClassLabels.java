package io.labelloop.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The classes of a campaign in the order that it names them: the one order of every prediction's
 * columns, of every confusion matrix and of every report.
 */
public final class ClassLabels {
  private final List<String> names;
  private final Map<String, Integer> indices;

  /**
   * @param names at least one name; all of them different
   */
  public ClassLabels(List<String> names) {
    this.names = List.copyOf(names);
    this.indices = new HashMap<>();
    for (int i = 0; i < this.names.size(); i++) {
      if (indices.putIfAbsent(this.names.get(i), i) != null) {
        throw new IllegalArgumentException(
            "labels must differ, but '" + this.names.get(i) + "' came twice");
      }
    }
    if (this.names.isEmpty()) {
      throw new IllegalArgumentException("a task needs at least one label, but got none");
    }
  }

  public List<String> names() {
    return names;
  }

  public int size() {
    return names.size();
  }

  /** The name of the class at an index in {@code [0, size)}. */
  public String name(int index) {
    return names.get(index);
  }

  /** The index of a name, or nothing if the task has no such label. */
  public OptionalInt indexOf(String name) {
    Integer index = indices.get(name);
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClassLabels labels && names.equals(labels.names);
  }

  @Override
  public int hashCode() {
    return names.hashCode();
  }

  @Override
  public String toString() {
    return names.toString();
  }
}
