package io.labelloop.local;

/** A campaign asks for annotators that this version cannot reach. */
public final class UnsupportedWorkforceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnsupportedWorkforceException(String workforce) {
    super(
        "/workforce/type: '"
            + workforce
            + "' is not in this version, which runs campaigns with simulated annotators ('simulated')");
  }
}
