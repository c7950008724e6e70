package io.labelloop.pool;

/** A field of a pool's line is not what it must be. */
final class BadFieldException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RejectReason reason;

  BadFieldException(RejectReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  RejectReason reason() {
    return reason;
  }
}
