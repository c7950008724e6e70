package io.labelloop.contract;

/** What may go wrong with a call before the operation sees it. */
public enum Fault {
  THROTTLED(400, "ThrottlingException", "Rate exceeded"),
  SERVER_ERROR(500, "InternalFailure", "We are sorry."),
  EXPIRED_TOKEN(
      403, "ExpiredTokenException", "The security token included in the request is expired"),
  ACCESS_DENIED(400, "AccessDeniedException", "The account is not known to this service."),
  /** The answer of the operation, cut off in the middle: the call had its effect. */
  MALFORMED_ANSWER(200, "", "");

  private final int status;
  private final String type;
  private final String message;

  Fault(int status, String type, String message) {
    this.status = status;
    this.type = type;
    this.message = message;
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }

  String message() {
    return message;
  }
}
