package io.labelloop.pool;

/**
 * Names an item of the pool, uniquely within its campaign.
 *
 * @param value 1 to 256 characters without control characters
 */
public record ItemId(String value) implements Comparable<ItemId> {
  /** The longest id that is accepted, in UTF-16 units. */
  public static final int MAX_LENGTH = 256;

  public ItemId {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "item id must have 1 to " + MAX_LENGTH + " characters, but had " + value.length());
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "item id must not contain control characters, but was '"
              + value.replaceAll("\\p{Cntrl}", "\uFFFD")
              + "'");
    }
  }

  @Override
  public int compareTo(ItemId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
