package io.labelloop.annotation;

import io.labelloop.pool.ItemId;
import io.labelloop.sequence.TagSequence;
import java.time.Instant;

/**
 * The answer of one annotator about one item.
 *
 * @param answeredAt when; {@link Instant#EPOCH} where a file of answers does not say
 */
public record Annotation(ItemId item, AnnotatorId annotator, Answer answer, Instant answeredAt) {
  /**
   * An answer about the class of an item.
   *
   * @param label the index of the class in the campaign's labels, at least 0
   */
  public Annotation(ItemId item, AnnotatorId annotator, int label, Instant answeredAt) {
    this(item, annotator, new Answer.ClassAnswer(label), answeredAt);
  }

  /**
   * The index of the class.
   *
   * @throws IllegalStateException if the answer is of a sequence task
   */
  public int label() {
    return answer.label();
  }

  /**
   * The tags of the item's tokens.
   *
   * @throws IllegalStateException if the answer is of a classification task
   */
  public TagSequence tags() {
    return answer.tags();
  }
}
