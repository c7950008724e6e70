package io.labelloop.local.asl;

/**
 * A function failed with an error whose name is not a Java class's, as functions in other languages
 * do.
 */
public final class FunctionError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String error;

  public FunctionError(String error, String causeJson) {
    super(causeJson);
    this.error = error;
  }

  public String error() {
    return error;
  }
}
