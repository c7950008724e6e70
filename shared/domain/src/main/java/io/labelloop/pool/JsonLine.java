package io.labelloop.pool;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Finds the id and the content of an item in a line of JSON Lines. Uncommon, and so left to the
 * ordinary reader, are keys or ids with escapes, ids or numbers of unusual form, deep nesting, and
 * keys that may have come before.
 */
public final class JsonLine extends LineScanner {
  private final JsonCursor json = new JsonCursor();
  private final byte[] idColumn;
  private final byte[][] columns;
  private final boolean isText;
  private final int embedding;
  private int limit;

  private JsonLine(PoolSchema schema, List<String> names, boolean isText, int embedding) {
    super(schema.maxTextLength(), isText ? 0 : embedding > 0 ? embedding : names.size());
    this.idColumn = schema.id().getBytes(StandardCharsets.UTF_8);
    this.columns =
        names.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    this.isText = isText;
    this.embedding = embedding;
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

  @Override
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
      int i = start + 1;
      while (i < limit && bytes[i] != '"') {
        i++;
      }
      return i < limit && idIn(start + 1, i) ? i + 1 : -1;
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
    return textIn(bytes, start + 1, end) ? end + 1 : -1;
  }

  /** The same for a text with escapes or characters beyond ASCII. */
  private int decode(int start) {
    char[] to = room(limit - start);
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
    return i < limit && textOf(units, all) ? i + 1 : -1;
  }
}
