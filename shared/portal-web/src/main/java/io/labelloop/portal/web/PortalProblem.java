package io.labelloop.portal.web;

/** Why a request is not answered as it wanted; becomes a JSON answer. */
public final class PortalProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String kind;

  public PortalProblem(int status, String kind, String message) {
    super(message);
    this.status = status;
    this.kind = kind;
  }

  /** What somebody asks for is not there, or not theirs: both look the same. */
  public static PortalProblem notFound() {
    return new PortalProblem(404, "not-found", "there is no such thing here");
  }

  /** The request is wrong. */
  public static PortalProblem wrong(String message) {
    return new PortalProblem(400, "wrong-input", message);
  }

  public int status() {
    return status;
  }

  public String kind() {
    return kind;
  }
}
