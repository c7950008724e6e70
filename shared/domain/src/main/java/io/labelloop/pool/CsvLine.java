package io.labelloop.pool;

import java.util.Arrays;
import java.util.List;

/**
 * Finds the id and the content of an item in a record of CSV (RFC 4180). Uncommon, and so left to
 * the ordinary reader, are ids beyond ASCII or with quotes, numbers that JSON would not have, such
 * as {@code +1} or {@code .5}, and embeddings.
 */
public final class CsvLine extends LineScanner {
  private static final int ID = -1;
  private static final int OTHER = -2;

  private final boolean isText;
  private final DecimalNumber number = new DecimalNumber();
  // what each field of a record is: a content's column, ID or OTHER; empty if never sure
  private final int[] roles;
  private int limit;

  private CsvLine(PoolSchema schema, List<String> columns, boolean isText, List<String> header) {
    super(schema.maxTextLength(), isText ? 0 : columns.size());
    this.isText = isText;
    this.roles = roles(schema.id(), columns, header);
  }

  /** A scanner for records of a pool's file; of sentences and embeddings it is never sure. */
  public static CsvLine of(PoolSchema schema, List<String> header) {
    return switch (schema.content()) {
      case ContentColumns.TextColumn column ->
          new CsvLine(schema, List.of(column.column()), true, header);
      case ContentColumns.FeatureColumns features ->
          new CsvLine(schema, features.columns(), false, header);
      case ContentColumns.EmbeddingColumn column -> new CsvLine(schema, List.of(), false, header);
      case ContentColumns.TokensColumn column -> new CsvLine(schema, List.of(), false, header);
    };
  }

  private static int[] roles(String id, List<String> columns, List<String> header) {
    int[] roles = new int[header.size()];
    Arrays.fill(roles, OTHER);
    // where a file has a column twice, the last one counts
    int[] places = columns.stream().mapToInt(header::lastIndexOf).toArray();
    int idPlace = header.lastIndexOf(id);
    if (columns.isEmpty() || idPlace < 0 || Arrays.stream(places).anyMatch(place -> place < 0)) {
      return new int[0];
    }
    for (int column = 0; column < places.length; column++) {
      roles[places[column]] = column;
    }
    roles[idPlace] = ID;
    long found = Arrays.stream(roles).filter(role -> role != OTHER).count();
    return found == columns.size() + 1 ? roles : new int[0];
  }

  @Override
  public boolean scan(byte[] line, int from, int to) {
    bytes = line;
    limit = to > from && line[to - 1] == '\r' ? to - 1 : to;
    // the mark of UTF-8 is no part of the first field
    if (roles.length == 0 || (limit > from && bytes[from] == (byte) 0xef)) {
      return false;
    }
    int i = from;
    for (int field = 0; field < roles.length; field++) {
      if (field > 0) {
        if (i >= limit || bytes[i] != ',') {
          return false;
        }
        i++;
      }
      i = i < limit && bytes[i] == '"' ? quoted(i + 1, roles[field]) : plain(i, roles[field]);
      if (i < 0) {
        return false;
      }
    }
    return i == limit;
  }

  /** Reads the field that begins at {@code start}: where it ends, or -1. */
  private int plain(int start, int role) {
    int i = start;
    boolean ascii = true;
    while (i < limit && bytes[i] != ',') {
      byte b = bytes[i];
      if (b == '"' || b == '\r' || b == '\n') {
        return -1;
      }
      int length = b < 0 ? Utf8.length(bytes, i, limit) : 1;
      if (length < 0) {
        return -1;
      }
      ascii &= b >= 0;
      i += length;
    }
    return take(start, i, role, ascii) ? i : -1;
  }

  /** The same behind a quote: what follows the closing one, or -1. */
  private int quoted(int start, int role) {
    int i = start;
    boolean ascii = true;
    boolean escaped = false;
    while (true) {
      i = PlainText.end(bytes, i, limit);
      if (i >= limit) {
        return -1;
      }
      byte b = bytes[i];
      if (b == '"') {
        if (i + 1 >= limit || bytes[i + 1] != '"') {
          break;
        }
        escaped = true;
        i += 2;
      } else {
        int length = b < 0 ? Utf8.length(bytes, i, limit) : 1;
        if (length < 0) {
          return -1;
        }
        ascii &= b >= 0;
        i += length;
      }
    }
    return take(start, i, role, ascii && !escaped) ? i + 1 : -1;
  }

  /**
   * Takes the field {@code [from, to)}; whether it is what its role wants.
   *
   * @param plain whether it is ASCII that stands for itself
   */
  private boolean take(int from, int to, int role, boolean plain) {
    if (role == OTHER) {
      return true;
    }
    if (role == ID) {
      return idIn(from, to);
    }
    // of two quotes, one is meant; a field without quotes has none
    return isText
        ? (plain ? textIn(bytes, from, to) : decode(bytes, from, to, true))
        : numberIn(from, to, role);
  }

  private boolean numberIn(int from, int to, int column) {
    boolean read = number.read(bytes, from, to) == to;
    values[column] = number.value();
    // an integer -0 keeps its sign here, and not in JSON
    return read && (values[column] != 0 || bytes[from] != '-');
  }
}
