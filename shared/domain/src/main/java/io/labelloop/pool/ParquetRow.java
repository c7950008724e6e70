package io.labelloop.pool;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Finds the id and the content of an item in the columns of a Parquet file. Uncommon, and so left
 * to the ordinary reader, are ids beyond ASCII, numbers as texts, and pools with pictures.
 */
final class ParquetRow extends ScannedLine {
  private static final int LONGEST_NUMBER = 20;

  private final ParquetColumn ids;
  private final List<ParquetColumn> columns;
  private final boolean isText;
  private final byte[] digits = new byte[LONGEST_NUMBER];

  private ParquetRow(
      int maxTextLength,
      int numbers,
      ParquetColumn ids,
      List<ParquetColumn> columns,
      boolean isText) {
    super(maxTextLength, numbers);
    this.ids = ids;
    this.columns = List.copyOf(columns);
    this.isText = isText;
  }

  /** A scanner for rows of these columns; nothing if it would never be sure of one. */
  static Optional<ParquetRow> of(PoolSchema schema, Collection<ParquetColumn> all) {
    Optional<ParquetColumn> ids =
        named(schema.id(), all).filter(column -> column.hasBytes() || column.hasWholeNumbers());
    if (ids.isEmpty() || schema.picture().isPresent()) {
      return Optional.empty();
    }
    int length = schema.maxTextLength();
    return switch (schema.content()) {
      case ContentColumns.TextColumn text ->
          named(text.column(), all)
              .filter(ParquetColumn::hasBytes)
              .map(column -> new ParquetRow(length, 0, ids.get(), List.of(column), true));
      case ContentColumns.FeatureColumns features -> {
        List<ParquetColumn> columns =
            features.columns().stream()
                .flatMap(name -> named(name, all).filter(ParquetColumn::hasNumbers).stream())
                .toList();
        int size = features.columns().size();
        yield columns.size() == size
            ? Optional.of(new ParquetRow(length, size, ids.get(), columns, false))
            : Optional.empty();
      }
      case ContentColumns.EmbeddingColumn embedding ->
          named(embedding.column(), all)
              .filter(ParquetColumn::hasListsOfNumbers)
              .map(
                  column ->
                      new ParquetRow(length, embedding.size(), ids.get(), List.of(column), false));
      case ContentColumns.TokensColumn tokens -> Optional.empty();
    };
  }

  private static Optional<ParquetColumn> named(String name, Collection<ParquetColumn> all) {
    return all.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /** Scans a row of those that the columns took last; whether it is sure of what it found. */
  boolean scan(int row) {
    return id(row) && (isText ? text(row) : numbers(row));
  }

  private boolean id(int row) {
    if (!ids.has(row)) {
      return false;
    }
    if (ids.hasBytes()) {
      bytes = ids.bytes();
      return idIn(ids.from(row), ids.from(row + 1));
    }
    long left = ids.wholeNumber(row);
    boolean negative = left < 0;
    int at = LONGEST_NUMBER;
    do {
      // a negative number has negative remainders, and the smallest has no opposite
      digits[--at] = (byte) ('0' + Math.abs(left % 10));
      left /= 10;
    } while (left != 0);
    if (negative) {
      digits[--at] = '-';
    }
    bytes = digits;
    return idIn(at, LONGEST_NUMBER);
  }

  private boolean text(int row) {
    ParquetColumn column = columns.getFirst();
    if (!column.has(row)) {
      return false;
    }
    byte[] all = column.bytes();
    int from = column.from(row);
    int to = column.from(row + 1);
    return PlainText.isAscii(all, from, to) ? textIn(all, from, to) : decode(all, from, to, false);
  }

  private boolean numbers(int row) {
    if (columns.getFirst().hasListsOfNumbers()) {
      if (!columns.getFirst().list(row, values)) {
        return false;
      }
    } else {
      for (int j = 0; j < values.length; j++) {
        ParquetColumn column = columns.get(j);
        if (!column.has(row)) {
          return false;
        }
        values[j] = column.number(row);
      }
    }
    return allFinite();
  }

  /** Two sums, since each addition waits for the one before in its own. */
  private boolean allFinite() {
    // infinite and undefined numbers stay so when they are made 0 otherwise
    double even = 0;
    double odd = 0;
    int i = 0;
    for (; i + 1 < values.length; i += 2) {
      even += values[i] * 0;
      odd += values[i + 1] * 0;
    }
    if (i < values.length) {
      even += values[i] * 0;
    }
    return even + odd == 0;
  }
}
