package io.labelloop.annotation;

/**
 * Names an annotator, uniquely within a campaign.
 *
 * @param value 1 to 256 characters without control characters
 */
public record AnnotatorId(String value) implements Comparable<AnnotatorId> {
  private static final int MAX_LENGTH = 256;

  public AnnotatorId {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "annotator id must have 1 to " + MAX_LENGTH + " characters, but had " + value.length());
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "annotator id must not contain control characters, but was '"
              + value.replaceAll("\\p{Cntrl}", "\uFFFD")
              + "'");
    }
  }

  @Override
  public int compareTo(AnnotatorId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
