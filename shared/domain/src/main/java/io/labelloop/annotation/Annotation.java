package io.labelloop.annotation;

import io.labelloop.pool.ItemId;
import java.time.Instant;

/**
 * The answer of one annotator about one item.
 *
 * @param label the index of the class in the campaign's labels, at least 0
 * @param answeredAt when; {@link Instant#EPOCH} where a file of answers does not say
 */
public record Annotation(ItemId item, AnnotatorId annotator, int label, Instant answeredAt) {
  public Annotation {
    if (label < 0) {
      throw new IllegalArgumentException("a label's index must be at least 0, but was " + label);
    }
  }
}
