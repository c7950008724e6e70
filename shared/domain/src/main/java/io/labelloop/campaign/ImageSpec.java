package io.labelloop.campaign;

/** What people see of an item that is a picture. */
public sealed interface ImageSpec {
  /**
   * A grey picture that is drawn from numeric columns, row by row.
   *
   * @param max the value of the darkest point; 0 is the lightest
   * @param features the columns, by name or with {@code *}
   */
  record Grey(int rows, int columns, double max, String features) implements ImageSpec {}

  /** A column with a URL or a key. */
  record Reference(String column) implements ImageSpec {}
}
