package io.labelloop.quality;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Writes plain Parquet files for tests: one page a chunk, values without a dictionary or
 * compression.
 *
 * <p>Parquet's format 2.11, with its footer in Thrift's compact protocol.
 */
final class ParquetWriter {
  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;
  private static final int BYTE_ARRAY = 6;
  private static final int DOUBLE = 5;
  private static final int OPTIONAL = 1;
  private static final int RLE = 3;

  private final List<Column> columns = new ArrayList<>();

  private record Column(String name, boolean list, int type, IntFunction<Optional<?>> rows) {}

  private record Chunk(Column column, long start, long size, int values) {}

  /** A column of texts, where empty options are null. */
  ParquetWriter texts(String name, IntFunction<Optional<byte[]>> rows) {
    columns.add(new Column(name, false, BYTE_ARRAY, rows::apply));
    return this;
  }

  /** A column of numbers. */
  ParquetWriter numbers(String name, IntFunction<Optional<Double>> rows) {
    columns.add(new Column(name, false, DOUBLE, rows::apply));
    return this;
  }

  /** A column of lists of numbers; numbers that are not there are null in the list. */
  ParquetWriter lists(String name, IntFunction<Optional<List<Optional<Double>>>> rows) {
    columns.add(new Column(name, true, DOUBLE, rows::apply));
    return this;
  }

  /** The file. */
  byte[] write(int rows, int rowsOfAGroup) {
    var file = new ByteArrayOutputStream();
    file.writeBytes("PAR1".getBytes(StandardCharsets.US_ASCII));
    List<List<Chunk>> groups = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    for (int from = 0; from < rows; from += rowsOfAGroup) {
      int until = Math.min(rows, from + rowsOfAGroup);
      List<Chunk> chunks = new ArrayList<>();
      for (Column column : columns) {
        chunks.add(chunk(file, column, from, until));
      }
      groups.add(chunks);
      sizes.add(until - from);
    }
    byte[] footer = footer(rows, groups, sizes);
    file.writeBytes(footer);
    file.writeBytes(littleEndian(footer.length, 4));
    file.writeBytes("PAR1".getBytes(StandardCharsets.US_ASCII));
    return file.toByteArray();
  }

  private static Chunk chunk(ByteArrayOutputStream file, Column column, int from, int until) {
    List<Integer> repetitions = new ArrayList<>();
    List<Integer> definitions = new ArrayList<>();
    var values = new ByteArrayOutputStream();
    for (int row = from; row < until; row++) {
      Optional<?> cell = column.rows().apply(row);
      if (column.list()) {
        list(cell, repetitions, definitions, values);
      } else {
        definitions.add(cell.isPresent() ? 1 : 0);
        cell.ifPresent(value -> value(value, values));
      }
    }
    var page = new ByteArrayOutputStream();
    if (column.list()) {
      levels(repetitions, page);
    }
    levels(definitions, page);
    page.writeBytes(values.toByteArray());
    long start = file.size();
    var header = new Thrift();
    header.field(1, I32).zigzag(0);
    header.field(2, I32).zigzag(page.size());
    header.field(3, I32).zigzag(page.size());
    header.field(5, STRUCT).begin();
    header.field(1, I32).zigzag(definitions.size());
    header.field(2, I32).zigzag(0);
    header.field(3, I32).zigzag(RLE);
    header.field(4, I32).zigzag(RLE);
    header.end();
    header.stop();
    file.writeBytes(header.bytes());
    file.writeBytes(page.toByteArray());
    return new Chunk(column, start, file.size() - start, definitions.size());
  }

  private static void list(
      Optional<?> cell,
      List<Integer> repetitions,
      List<Integer> definitions,
      ByteArrayOutputStream values) {
    List<?> elements = cell.map(list -> (List<?>) list).orElse(List.of());
    if (elements.isEmpty()) {
      repetitions.add(0);
      definitions.add(cell.isPresent() ? 1 : 0);
    }
    for (int i = 0; i < elements.size(); i++) {
      repetitions.add(i == 0 ? 0 : 1);
      Optional<?> element = (Optional<?>) elements.get(i);
      definitions.add(element.isPresent() ? 3 : 2);
      element.ifPresent(value -> value(value, values));
    }
  }

  private static void value(Object value, ByteArrayOutputStream values) {
    if (value instanceof Double number) {
      values.writeBytes(littleEndian(Double.doubleToLongBits(number), 8));
    } else {
      byte[] bytes = (byte[]) value;
      values.writeBytes(littleEndian(bytes.length, 4));
      values.writeBytes(bytes);
    }
  }

  /** Levels of at most 3, run by run. */
  private static void levels(List<Integer> levels, ByteArrayOutputStream page) {
    var runs = new Thrift();
    for (int i = 0; i < levels.size(); ) {
      int end = i;
      while (end < levels.size() && levels.get(end).equals(levels.get(i))) {
        end++;
      }
      runs.varint((end - i) << 1);
      runs.out.write(levels.get(i));
      i = end;
    }
    page.writeBytes(littleEndian(runs.bytes().length, 4));
    page.writeBytes(runs.bytes());
  }

  private byte[] footer(int rows, List<List<Chunk>> groups, List<Integer> sizes) {
    var footer = new Thrift();
    footer.field(1, I32).zigzag(1);
    footer.field(2, LIST);
    footer.list(1 + columns.stream().mapToInt(column -> column.list() ? 3 : 1).sum(), STRUCT);
    footer.node("schema", -1, -1, columns.size(), -1);
    for (Column column : columns) {
      if (column.list()) {
        footer.node(column.name(), -1, OPTIONAL, 1, 3);
        footer.node("list", -1, 2, 1, -1);
        footer.node("element", column.type(), OPTIONAL, 0, -1);
      } else {
        footer.node(
            column.name(), column.type(), OPTIONAL, 0, column.type() == BYTE_ARRAY ? 0 : -1);
      }
    }
    footer.field(3, I64).zigzag(rows);
    footer.field(4, LIST);
    footer.list(groups.size(), STRUCT);
    for (int i = 0; i < groups.size(); i++) {
      List<Chunk> chunks = groups.get(i);
      footer.begin();
      footer.field(1, LIST);
      footer.list(chunks.size(), STRUCT);
      chunks.forEach(footer::chunk);
      footer.field(2, I64).zigzag(chunks.stream().mapToLong(Chunk::size).sum());
      footer.field(3, I64).zigzag(sizes.get(i));
      footer.end();
    }
    footer.stop();
    return footer.bytes();
  }

  private static byte[] littleEndian(long value, int bytes) {
    byte[] all = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      all[i] = (byte) (value >>> (8 * i));
    }
    return all;
  }

  /** Thrift's compact protocol, as much as is needed. */
  private static final class Thrift {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Integer> outer = new ArrayList<>();
    private int last;

    byte[] bytes() {
      return out.toByteArray();
    }

    Thrift field(int id, int type) {
      out.write((id - last) << 4 | type);
      last = id;
      return this;
    }

    void zigzag(long value) {
      varint(value << 1 ^ value >> 63);
    }

    void varint(long value) {
      long left = value;
      while (left > 0x7f) {
        out.write((int) (left & 0x7f) | 0x80);
        left >>>= 7;
      }
      out.write((int) left);
    }

    void text(String text) {
      varint(text.length());
      out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    void list(int size, int type) {
      if (size < 15) {
        out.write(size << 4 | type);
      } else {
        out.write(0xf0 | type);
        varint(size);
      }
    }

    void begin() {
      outer.add(last);
      last = 0;
    }

    void end() {
      stop();
      last = outer.removeLast();
    }

    void stop() {
      out.write(0);
    }

    /** An element of the schema; negative numbers are left out. */
    void node(String name, int type, int repetition, int children, int converted) {
      begin();
      if (type >= 0) {
        field(1, I32).zigzag(type);
      }
      if (repetition >= 0) {
        field(3, I32).zigzag(repetition);
      }
      field(4, BINARY).text(name);
      if (children > 0) {
        field(5, I32).zigzag(children);
      }
      if (converted >= 0) {
        field(6, I32).zigzag(converted);
      }
      end();
    }

    void chunk(Chunk chunk) {
      Column column = chunk.column();
      begin();
      field(2, I64).zigzag(chunk.start());
      field(3, STRUCT).begin();
      field(1, I32).zigzag(column.type());
      field(2, LIST).list(2, I32);
      zigzag(0);
      zigzag(RLE);
      List<String> path =
          column.list() ? List.of(column.name(), "list", "element") : List.of(column.name());
      field(3, LIST).list(path.size(), BINARY);
      path.forEach(this::text);
      field(4, I32).zigzag(0);
      field(5, I64).zigzag(chunk.values());
      field(6, I64).zigzag(chunk.size());
      field(7, I64).zigzag(chunk.size());
      field(9, I64).zigzag(chunk.start());
      end();
      end();
    }
  }
}
