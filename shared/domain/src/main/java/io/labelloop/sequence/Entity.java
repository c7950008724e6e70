package io.labelloop.sequence;

/**
 * A stretch of tokens that is of a type.
 *
 * @param start the index of its first token
 * @param end the index after its last token
 * @param type the index of its type in the task's labels
 */
public record Entity(int start, int end, int type) {
  public Entity {
    if (start < 0 || end <= start || type < 0) {
      throw new IllegalArgumentException(
          "an entity must have 0 <= start < end and a type of at least 0, but was start="
              + start
              + ", end="
              + end
              + ", type="
              + type);
    }
  }
}
