package io.labelloop.budget;

/** Money was to be paid out of a reservation that holds none. */
public final class ReservationNotHeldException extends RuntimeException {
  private final ReservationId id;

  public ReservationNotHeldException(ReservationId id, String why) {
    super("reservation " + id + " " + why);
    this.id = id;
  }

  public ReservationId id() {
    return id;
  }
}
