package io.labelloop.annotation;

import io.labelloop.sequence.TagSequence;

/** What an annotator said of an item, or what several of them came to: by the kind of the task. */
public sealed interface Answer {
  /**
   * One class for the whole item.
   *
   * @param label the index of the class in the campaign's labels, at least 0
   */
  record ClassAnswer(int label) implements Answer {
    public ClassAnswer {
      if (label < 0) {
        throw new IllegalArgumentException("a label's index must be at least 0, but was " + label);
      }
    }
  }

  /** The entities of a sentence, as one tag for each of its tokens. */
  record TagAnswer(TagSequence tags) implements Answer {}

  /**
   * The index of the class.
   *
   * @throws IllegalStateException if the answer is of a sequence task
   */
  default int label() {
    return switch (this) {
      case ClassAnswer answer -> answer.label();
      case TagAnswer answer ->
          throw new IllegalStateException("a sentence has tags and no class: " + answer.tags());
    };
  }

  /**
   * The tags of a sentence.
   *
   * @throws IllegalStateException if the answer is of a classification task
   */
  default TagSequence tags() {
    return switch (this) {
      case TagAnswer answer -> answer.tags();
      case ClassAnswer answer ->
          throw new IllegalStateException(
              "the answer is the class " + answer.label() + " and has no tags");
    };
  }
}
