package io.labelloop.contract;

import java.util.Optional;

/** An error that an operation answers with; {@code type} is the shape's name. */
final class ServiceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String type;
  private final Optional<String> turkErrorCode;

  ServiceException(String type, String message) {
    this(type, message, Optional.empty());
  }

  private ServiceException(String type, String message, Optional<String> turkErrorCode) {
    super(message);
    this.type = type;
    this.turkErrorCode = turkErrorCode;
  }

  /** Mechanical Turk's own error, which carries a code of its own. */
  static ServiceException turk(String code, String message) {
    return new ServiceException(
        "RequestError", message + " (1700000000000)", Optional.of("AWS.MechanicalTurk." + code));
  }

  String type() {
    return type;
  }

  Optional<String> turkErrorCode() {
    return turkErrorCode;
  }
}
