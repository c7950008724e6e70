package io.labelloop.campaign;

import java.util.Locale;

/** The kind of a label. */
public enum TaskType {
  /** One class for the whole item. */
  CLASSIFICATION,
  /** One tag for each token. */
  SEQUENCE;

  /** The name in a campaign file, such as {@code sequence}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
