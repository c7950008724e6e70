package io.labelloop.campaign;

import io.labelloop.model.ClassLabels;
import io.labelloop.sequence.TagSet;

/**
 * What people are asked, and the answers that they may give.
 *
 * @param labels the classes, or the types of entities
 */
public record Task(TaskType type, ClassLabels labels, String question) {
  /** How many answers there are for an item or, in a sequence task, for a token. */
  int answers() {
    return type == TaskType.SEQUENCE ? tags().size() : labels.size();
  }

  /** The tags that the types of entities make; only in a sequence task. */
  public TagSet tags() {
    if (type != TaskType.SEQUENCE) {
      throw new IllegalStateException("a classification task has no tags");
    }
    return new TagSet(labels);
  }
}
