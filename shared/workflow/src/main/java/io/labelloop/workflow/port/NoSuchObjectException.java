package io.labelloop.workflow.port;

/** There is no object at a key that has to have one. */
public final class NoSuchObjectException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String key;

  public NoSuchObjectException(String key) {
    super("there is no object at '" + key + "'");
    this.key = key;
  }

  public String key() {
    return key;
  }
}
