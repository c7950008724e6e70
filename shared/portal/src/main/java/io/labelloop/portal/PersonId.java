package io.labelloop.portal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.labelloop.annotation.AnnotatorId;
import java.util.regex.Pattern;

/**
 * Names somebody who works in a campaign's portal.
 *
 * @param value {@code p-} and 16 to 40 letters, digits, hyphens or underscores; part of keys
 */
public record PersonId(@JsonValue String value) implements Comparable<PersonId> {
  private static final Pattern FORM = Pattern.compile("p-[A-Za-z0-9_-]{16,40}");

  @JsonCreator
  public PersonId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "person id must be 'p-' and 16 to 40 letters, digits, hyphens or underscores, but was '"
              + value.replaceAll("\\p{Cntrl}", "\uFFFD")
              + "'");
    }
  }

  /** The person as an annotator of the campaign. */
  public AnnotatorId annotator() {
    return new AnnotatorId(value);
  }

  @Override
  public int compareTo(PersonId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
