package io.labelloop.pool;

/** A field of a pool's line is not what it must be. */
final class BadFieldException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RejectReason reason;
  private final String column;

  /**
   * @param column the column, and of an array the element where one is to blame, such as {@code
   *     "vector[3]"}
   */
  BadFieldException(RejectReason reason, String column, String message) {
    super(message);
    this.reason = reason;
    this.column = column;
  }

  RejectReason reason() {
    return reason;
  }

  String column() {
    return column;
  }
}
