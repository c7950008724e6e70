package io.labelloop.campaign;

/** The kind of a label. */
public enum TaskType {
  /** One class for the whole item. */
  CLASSIFICATION,
  /** One tag for each token. */
  SEQUENCE
}
