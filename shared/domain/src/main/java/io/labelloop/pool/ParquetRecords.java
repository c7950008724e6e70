package io.labelloop.pool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hardwood.reader.RowReader;
import dev.hardwood.row.PqList;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a Parquet file: every row is a record, and what other formats count in lines is
 * counted in rows.
 *
 * <p>Texts, numbers, booleans and lists of these become JSON's; bytes without a type are texts if
 * they are UTF-8; dates, times and UUIDs become texts. A shard is read row group by row group, and
 * of the wanted columns alone.
 */
final class ParquetRecords {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ParquetRecords() {}

  /**
   * Reads a shard, and returns the number of its rows.
   *
   * @param wanted the columns at the top that records need; empty for all
   */
  static long read(
      RangeSource source, Shard shard, Set<String> wanted, ShardRecords.Visitor visitor)
      throws IOException {
    return read(source, shard, wanted, columns -> row -> true, visitor);
  }

  /** The same, without items that a screen does not want, where it can judge them. */
  static long read(
      RangeSource source,
      Shard shard,
      PoolSchema schema,
      PoolReader.Screen screen,
      ShardRecords.Visitor visitor)
      throws IOException {
    return read(
        source, shard, schema.columns(), columns -> needed(schema, screen, columns), visitor);
  }

  private static IntPredicate needed(
      PoolSchema schema, PoolReader.Screen screen, Collection<ParquetColumn> columns) {
    Optional<ParquetRow> scanner = ParquetRow.of(schema, columns);
    return row -> scanner.isEmpty() || !scanner.get().scan(row) || screen.wants(scanner.get());
  }

  /**
   * @param needed says of columns, and a row of those that they took last, whether that row is to
   *     be a record
   */
  private static long read(
      RangeSource source,
      Shard shard,
      Set<String> wanted,
      Function<Collection<ParquetColumn>, IntPredicate> needed,
      ShardRecords.Visitor visitor)
      throws IOException {
    try (var file = ParquetFile.open(source, shard.key(), shard.fileSize())) {
      List<String> columns =
          file.columns().stream()
              .filter(column -> wanted.isEmpty() || wanted.contains(column))
              .toList();
      List<ParquetFile.Group> groups =
          file.groups().stream()
              .filter(group -> group.start() >= shard.start() && group.start() < shard.end())
              .toList();
      long expected = groups.stream().mapToLong(ParquetFile.Group::rows).sum();
      if (columns.isEmpty() || expected == 0) {
        return withoutColumns(expected, visitor);
      }
      long rows = 0;
      try (var batches = ParquetBatches.open(file, shard, columns)) {
        IntPredicate neededRow = needed.apply(batches.columns());
        while (batches.next()) {
          rows++;
          if (neededRow.test(batches.row())) {
            row(rows, columns, batches::json, visitor);
          }
        }
      } catch (RuntimeException e) {
        throw new IOException(place(rows, groups, file) + ": " + e.getMessage(), e);
      }
      if (rows != expected) {
        throw new IOException("it has " + rows + " rows where its footer says " + expected);
      }
      return rows;
    }
  }

  /** The first row with all columns, if there is one whose texts are UTF-8. */
  static Optional<JsonNode> first(ParquetFile file) throws IOException {
    var found = new ArrayList<JsonNode>();
    try (RowReader reader = file.reader().buildRowReader().head(1).build()) {
      if (reader.hasNext()) {
        reader.next();
        row(
            1,
            file.columns(),
            column -> json(reader.getValue(column)),
            new ShardRecords.Visitor() {
              @Override
              public void record(RawLine line, JsonNode fields) {
                found.add(fields);
              }

              @Override
              public void bad(RawLine line, RejectReason reason, String message) {
                // counted and reported when the pool is indexed
              }
            });
      }
    } catch (RuntimeException e) {
      throw new IOException("its first row cannot be read: " + e.getMessage(), e);
    }
    return found.stream().findFirst();
  }

  /** Rows of a file that has none of the wanted columns are records without fields. */
  private static long withoutColumns(long rows, ShardRecords.Visitor visitor) {
    for (long row = 1; row <= rows; row++) {
      visitor.record(new RawLine(row, "{}", Optional.empty()), JSON.objectNode());
    }
    return rows;
  }

  private static String place(long rows, List<ParquetFile.Group> groups, ParquetFile file) {
    long left = rows;
    for (ParquetFile.Group group : groups) {
      if (left < group.rows()) {
        return "row group " + file.groups().indexOf(group) + ", behind its row " + left;
      }
      left -= group.rows();
    }
    return "behind row " + rows;
  }

  /** What stands in the columns of a row. */
  @FunctionalInterface
  private interface Fields {
    JsonNode of(String column) throws CharacterCodingException;
  }

  /** Gives a row to a visitor. */
  private static void row(
      long number, List<String> columns, Fields row, ShardRecords.Visitor visitor) {
    ObjectNode fields = JSON.objectNode();
    Optional<RejectReason> problem = Optional.empty();
    for (String column : columns) {
      try {
        fields.set(column, row.of(column));
      } catch (CharacterCodingException e) {
        problem = Optional.of(RejectReason.NOT_UTF_8);
      }
    }
    var line = new RawLine(number, fields.toString(), problem);
    if (problem.isPresent()) {
      ShardRecords.bytesAreBad(line, visitor);
    } else {
      visitor.record(line, fields);
    }
  }

  /** A value as JSON has it. */
  static JsonNode json(@Nullable Object value) throws CharacterCodingException {
    return switch (value) {
      case null -> JSON.nullNode();
      case String text -> JSON.textNode(text);
      case Boolean flag -> JSON.booleanNode(flag);
      case Integer whole -> JSON.numberNode(whole);
      case Long whole -> JSON.numberNode(whole);
      case Float number -> JSON.numberNode(number);
      case Double number -> JSON.numberNode(number);
      case BigDecimal number -> JSON.numberNode(number);
      case byte[] bytes ->
          JSON.textNode(
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
      case PqList list -> {
        ArrayNode array = JSON.arrayNode(list.size());
        for (int i = 0; i < list.size(); i++) {
          array.add(json(list.get(i)));
        }
        yield array;
      }
      default -> JSON.textNode(value.toString());
    };
  }
}
