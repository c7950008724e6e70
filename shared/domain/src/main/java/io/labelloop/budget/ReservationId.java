package io.labelloop.budget;

/**
 * Names a reservation of money. It is made before the call that reserves, from names that a retry
 * knows, so that a repeated call finds the first one's reservation.
 *
 * @param value 1 to 200 characters without control characters
 */
public record ReservationId(String value) {
  private static final int MAX_LENGTH = 200;

  public ReservationId {
    if (value.isEmpty()
        || value.length() > MAX_LENGTH
        || value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "reservation id must have 1 to "
              + MAX_LENGTH
              + " characters without control characters, but was '"
              + value.replaceAll("\\p{Cntrl}", "\uFFFD")
              + "'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
