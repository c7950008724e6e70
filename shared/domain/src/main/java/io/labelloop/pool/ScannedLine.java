package io.labelloop.pool;

import java.nio.charset.StandardCharsets;

/**
 * The id and the content of an item, found in the bytes of a line, or of a row of columns, without
 * making an object.
 *
 * <p>A scanner is sure of a line only if {@link PoolReader} certainly takes it as an item with this
 * id and this content. What is uncommon or wrong is left to that reader, which knows the reason.
 * One line at a time; not for several threads at once. Linear in the line's length.
 */
public abstract sealed class ScannedLine permits LineScanner, ParquetRow {
  /** The bytes that the id is in; of a line, all of it. */
  byte[] bytes = new byte[0];

  /** Where the id is in {@link #bytes}. */
  int idFrom;

  int idTo;

  /** The numbers that were found. */
  final double[] values;

  private final int maxTextLength;
  // the text: ASCII in the line or in an array of its own, or characters
  private boolean isAscii;
  private byte[] ascii = new byte[0];
  private int textFrom;
  private int textTo;
  private char[] decoded = new char[0];
  private byte[] narrowed = new byte[0];

  /**
   * @param maxTextLength longer texts are rejected, in UTF-16 units
   * @param numbers how many numbers an item has
   */
  ScannedLine(int maxTextLength, int numbers) {
    this.maxTextLength = maxTextLength;
    this.values = new double[numbers];
  }

  /** The bytes that the id is in; to be read only. */
  public final byte[] bytes() {
    return bytes;
  }

  /** Where the id begins in {@link #bytes}: ASCII without quotes, backslashes and controls. */
  public final int idFrom() {
    return idFrom;
  }

  /** Where the id ends in {@link #bytes}. */
  public final int idTo() {
    return idTo;
  }

  /** Whether the text has no character beyond ASCII; then it is in {@link #textBytes}. */
  public final boolean isAscii() {
    return isAscii;
  }

  /** The text as ASCII, from {@link #textFrom} to {@link #textTo}; to be read only. */
  public final byte[] textBytes() {
    return ascii;
  }

  public final int textFrom() {
    return textFrom;
  }

  public final int textTo() {
    return textTo;
  }

  /** The text, whatever its characters. */
  public final String text() {
    return isAscii
        ? new String(ascii, textFrom, textTo - textFrom, StandardCharsets.US_ASCII)
        : new String(decoded, 0, textTo);
  }

  /** The numbers, in the order of the columns or of the array; to be read only. */
  public final double[] values() {
    return values;
  }

  /** Finds the id in {@code [from, to)}; whether it may be one and needs no escapes. */
  final boolean idIn(int from, int to) {
    idFrom = from;
    idTo = to;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b < ' ' || b == '\\' || b == '"' || b == 0x7f) {
        return false;
      }
    }
    return from < to && to - from <= ItemId.MAX_LENGTH;
  }

  /**
   * Finds the text in {@code [from, to)} of some bytes, where ASCII stands for itself; whether it
   * may be one.
   */
  final boolean textIn(byte[] in, int from, int to) {
    isAscii = true;
    ascii = in;
    textFrom = from;
    textTo = to;
    return to - from <= maxTextLength && !isBlankAscii();
  }

  /**
   * Takes the text in UTF-8 at {@code [from, to)} of some bytes; whether it may be one.
   *
   * @param doubled whether two quotes mean one
   */
  final boolean decode(byte[] in, int from, int to, boolean doubled) {
    char[] text = room(to - from);
    int units = 0;
    int all = 0;
    int i = from;
    while (i < to) {
      byte b = in[i];
      if (b >= 0) {
        text[units++] = (char) b;
        i += doubled && b == '"' ? 2 : 1;
      } else {
        int length = Utf8.length(in, i, to);
        if (length < 0) {
          return false;
        }
        all |= 0x80;
        units += Character.toChars(Utf8.codePoint(in, i, length), text, units);
        i += length;
      }
    }
    return textOf(units, all);
  }

  /** Room for the characters of a text of so many bytes that does not stand for itself. */
  final char[] room(int length) {
    if (decoded.length < length) {
      decoded = new char[2 * length];
      narrowed = new byte[decoded.length];
    }
    return decoded;
  }

  /**
   * Takes the text that was written to {@link #room}; whether it may be one.
   *
   * @param units its UTF-16 units
   * @param all these, combined by "or"
   */
  final boolean textOf(int units, int all) {
    isAscii = all < 0x80;
    textFrom = 0;
    textTo = units;
    if (isAscii) {
      ascii = narrowed;
      for (int k = 0; k < units; k++) {
        narrowed[k] = (byte) decoded[k];
      }
    }
    return units <= maxTextLength && !(isAscii ? isBlankAscii() : isBlank());
  }

  private boolean isBlankAscii() {
    for (int k = textFrom; k < textTo; k++) {
      if (!Character.isWhitespace(ascii[k])) {
        return false;
      }
    }
    return true;
  }

  private boolean isBlank() {
    // a character beyond the first 65,536 is no space, and neither are its halves
    for (int k = 0; k < textTo; k++) {
      if (!Character.isWhitespace(decoded[k])) {
        return false;
      }
    }
    return true;
  }
}
