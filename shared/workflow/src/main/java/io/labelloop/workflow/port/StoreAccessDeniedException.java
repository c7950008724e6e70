package io.labelloop.workflow.port;

/**
 * The object store refuses: a permission, a bucket or a key is missing, and trying again does not
 * help. State machines retry {@link StoreException} by its name, and so not this one.
 */
public final class StoreAccessDeniedException extends StoreException {
  private static final long serialVersionUID = 1L;

  public StoreAccessDeniedException(String message, Throwable cause) {
    super(message, cause);
  }
}
