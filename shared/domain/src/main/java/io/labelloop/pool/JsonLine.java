package io.labelloop.pool;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Finds the id and the content of an item in a line of JSON Lines, straight from its bytes and
 * without making an object.
 *
 * <p>It is sure of a line only if {@link PoolReader} certainly takes it as an item with this id and
 * this content. What is not common (keys or ids with escapes, ids or numbers of unusual form, deep
 * nesting, keys that may have come before) and what is wrong is left to that reader, which knows
 * the reason. One line at a time; not for several threads at once. Linear in the line's length.
 */
public final class JsonLine {
  private final int maxTextLength;
  private final JsonCursor json = new JsonCursor();
  private final byte[] idColumn;
  private final byte[][] columns;
  private final boolean isText;
  private final int embedding;
  private final double[] values;
  // the text: ASCII in the line or in an array of its own, or characters
  private boolean isAscii;
  private byte[] ascii = new byte[0];
  private int textFrom;
  private int textTo;
  private char[] decoded = new char[0];
  private byte[] narrowed = new byte[0];
  private byte[] bytes = new byte[0];
  private int limit;
  private int idFrom;
  private int idTo;

  private JsonLine(PoolSchema schema, List<String> names, boolean isText, int embedding) {
    this.maxTextLength = schema.maxTextLength();
    this.idColumn = schema.id().getBytes(StandardCharsets.UTF_8);
    this.columns =
        names.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    this.isText = isText;
    this.embedding = embedding;
    this.values = new double[isText ? 0 : embedding > 0 ? embedding : columns.length];
  }

  /** A scanner for lines of a pool; of sentences it is never sure. */
  public static JsonLine of(PoolSchema schema) {
    return switch (schema.content()) {
      case ContentColumns.TextColumn column ->
          new JsonLine(schema, List.of(column.column()), true, 0);
      case ContentColumns.FeatureColumns features ->
          new JsonLine(schema, features.columns(), false, 0);
      case ContentColumns.EmbeddingColumn column ->
          new JsonLine(schema, List.of(column.column()), false, column.size());
      case ContentColumns.TokensColumn column -> new JsonLine(schema, List.of(), false, 0);
    };
  }

  /** The bytes that were scanned last. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the id begins in {@link #bytes}: UTF-8, as it is. */
  public int idFrom() {
    return idFrom;
  }

  /** Where the id ends in {@link #bytes}. */
  public int idTo() {
    return idTo;
  }

  /** Whether the text has no character beyond ASCII; then it is in {@link #textBytes}. */
  public boolean isAscii() {
    return isAscii;
  }

  /** The text as ASCII, from {@link #textFrom} to {@link #textTo}; to be read only. */
  public byte[] textBytes() {
    return ascii;
  }

  public int textFrom() {
    return textFrom;
  }

  public int textTo() {
    return textTo;
  }

  /** The text, whatever its characters. */
  public String text() {
    return isAscii
        ? new String(ascii, textFrom, textTo - textFrom, StandardCharsets.US_ASCII)
        : new String(decoded, 0, textTo);
  }

  /** The numbers, in the order of the columns or of the array; to be read only. */
  public double[] values() {
    return values;
  }

  /**
   * Scans the line {@code [from, to)}, which is without its line break.
   *
   * @return whether it is sure of what it found; if not, its fields mean nothing
   */
  public boolean scan(byte[] line, int from, int to) {
    bytes = line;
    limit = to;
    json.begin(line, to);
    int i = json.space(from);
    if (columns.length == 0 || json.at(i) != '{') {
      return false;
    }
    idTo = -1;
    int found = 0;
    int expected = 0;
    int scope = json.scope();
    i = json.space(i + 1);
    while (json.at(i) == '"') {
      int keyFrom = i + 1;
      int keyTo = json.key(keyFrom, scope);
      i = keyTo < 0 ? -1 : json.space(keyTo + 1);
      if (i < 0 || json.at(i) != ':') {
        return false;
      }
      i = json.space(i + 1);
      int column;
      if (is(idColumn, keyFrom, keyTo)) {
        i = id(i);
      } else if ((column = column(keyFrom, keyTo, expected)) >= 0) {
        i = isText ? text(i) : embedding > 0 ? array(i) : number(i, column);
        expected = column + 1;
        found++;
      } else {
        i = json.value(i, 1);
      }
      i = i < 0 ? -1 : json.space(i);
      if (i < 0) {
        return false;
      }
      if (json.at(i) == '}') {
        return idTo >= 0 && found == columns.length && json.space(i + 1) == limit;
      }
      if (json.at(i) != ',') {
        return false;
      }
      i = json.space(i + 1);
    }
    return false;
  }

  private boolean is(byte[] column, int from, int to) {
    if (to - from != column.length) {
      return false;
    }
    for (int k = 0; k < column.length; k++) {
      if (bytes[from + k] != column[k]) {
        return false;
      }
    }
    return true;
  }

  /** The column of a key, or -1; columns mostly come in their order. */
  private int column(int from, int to, int expected) {
    if (expected < columns.length && is(columns[expected], from, to)) {
      return expected;
    }
    for (int column = 0; column < columns.length; column++) {
      if (is(columns[column], from, to)) {
        return column;
      }
    }
    return -1;
  }

  private int id(int start) {
    if (json.at(start) == '"') {
      int units = 0;
      idFrom = start + 1;
      int i = idFrom;
      while (i < limit && bytes[i] != '"') {
        byte b = bytes[i];
        if (b < ' ' || b == '\\' || b == 0x7f) {
          return -1;
        }
        i++;
        units++;
      }
      idTo = i;
      return i < limit && units > 0 && units <= ItemId.MAX_LENGTH ? i + 1 : -1;
    }
    idFrom = start;
    int i = start + (json.at(start) == '-' ? 1 : 0);
    boolean zero = json.at(i) == '0';
    int first = i;
    while (i < limit && bytes[i] >= '0' && bytes[i] <= '9') {
      i++;
    }
    idTo = i;
    // others may be written in another way than they came
    boolean plain = zero ? i - start == 1 : i > first && i - first <= 18;
    return plain ? i : -1;
  }

  private int number(int start, int column) {
    int end = json.number(start);
    values[column] = json.lastNumber();
    return end;
  }

  private int array(int start) {
    if (json.at(start) != '[') {
      return -1;
    }
    int i = start;
    for (int k = 0; k < embedding; k++) {
      if (json.at(i) != (k == 0 ? '[' : ',')) {
        return -1;
      }
      i = number(json.space(i + 1), k);
      if (i < 0) {
        return -1;
      }
      i = json.space(i);
    }
    return json.at(i) == ']' ? i + 1 : -1;
  }

  /** Finds the text that begins at {@code start}: where it ends, or -1. */
  private int text(int start) {
    if (json.at(start) != '"') {
      return -1;
    }
    int end = PlainText.end(bytes, start + 1, limit);
    if (json.at(end) != '"') {
      return decode(start + 1);
    }
    isAscii = true;
    ascii = bytes;
    textFrom = start + 1;
    textTo = end;
    return end - start - 1 <= maxTextLength && !isBlankAscii() ? end + 1 : -1;
  }

  /** The same for a text with escapes or characters beyond ASCII. */
  private int decode(int start) {
    if (decoded.length < limit - start) {
      decoded = new char[2 * (limit - start)];
      narrowed = new byte[decoded.length];
    }
    char[] to = decoded;
    int units = 0;
    int all = 0;
    int i = start;
    while (i < limit && bytes[i] != '"') {
      byte b = bytes[i];
      if (b >= ' ' && b != '\\') {
        to[units++] = (char) b;
        i++;
      } else if (b == '\\') {
        int unit = json.escaped(i);
        if (unit < 0) {
          return -1;
        }
        all |= unit;
        to[units++] = (char) unit;
        i += bytes[i + 1] == 'u' ? 6 : 2;
      } else {
        int length = b < 0 ? Utf8.length(bytes, i, limit) : -1;
        if (length < 0) {
          return -1;
        }
        all |= 0x80;
        units += Character.toChars(Utf8.codePoint(bytes, i, length), to, units);
        i += length;
      }
    }
    isAscii = all < 0x80;
    textFrom = 0;
    textTo = units;
    if (isAscii) {
      ascii = narrowed;
      for (int k = 0; k < units; k++) {
        narrowed[k] = (byte) to[k];
      }
    }
    boolean blank = isAscii ? isBlankAscii() : isBlank();
    return i < limit && units <= maxTextLength && !blank ? i + 1 : -1;
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
