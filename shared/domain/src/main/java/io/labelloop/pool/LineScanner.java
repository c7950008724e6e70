package io.labelloop.pool;

/** Finds an item in a line of text. */
public abstract sealed class LineScanner extends ScannedLine permits JsonLine, CsvLine {
  /**
   * @param maxTextLength longer texts are rejected, in UTF-16 units
   * @param numbers how many numbers an item has
   */
  LineScanner(int maxTextLength, int numbers) {
    super(maxTextLength, numbers);
  }

  /**
   * Scans the line {@code [from, to)}, which is without its line break.
   *
   * @return whether it is sure of what it found; if not, its fields mean nothing
   */
  public abstract boolean scan(byte[] line, int from, int to);
}
