package io.labelloop.simulation;

/** A simulated campaign's pool has no usable true label for an item; the message says which. */
public final class UnknownTruthException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownTruthException(String message) {
    super(message);
  }
}
