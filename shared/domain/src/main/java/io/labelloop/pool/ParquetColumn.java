package io.labelloop.pool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.LayerKind;
import dev.hardwood.reader.Validity;
import dev.hardwood.schema.SchemaNode;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A column of a Parquet file, or a list in each row of one, as arrays for some rows at a time.
 *
 * <p>Only the plainest types have this form: texts, bytes, whole and real numbers, booleans. Others
 * are read row by row ({@link ParquetBatches}).
 */
final class ParquetColumn {
  private final String name;
  private final ColumnReader reader;
  private final boolean isList;
  private final boolean isText;
  // of whole numbers that are stored in 32 bits
  private final int unusedBits;

  // of the rows that were read last
  private int[] lists = new int[0];
  private Validity listsThere = Validity.NO_NULLS;
  private Validity valuesThere = Validity.NO_NULLS;
  private double[] numbers = new double[0];
  // of lists, which are widened where they are wanted
  private float[] floats = new float[0];
  private byte[] bytes = new byte[0];
  private int[] offsets = new int[0];

  private ParquetColumn(String name, ColumnReader reader, boolean isList) {
    this.name = name;
    this.reader = reader;
    this.isList = isList;
    LogicalType type = reader.getColumnSchema().logicalType();
    this.isText = type instanceof LogicalType.StringType;
    this.unusedBits =
        type instanceof LogicalType.IntType whole
                && whole.isSigned()
                && whole.bitWidth() < Integer.SIZE
            ? Integer.SIZE - whole.bitWidth()
            : 0;
  }

  /** The one column of values in a node of the schema; nothing if its type is not plain. */
  static Optional<SchemaNode.PrimitiveNode> leaf(SchemaNode node) {
    SchemaNode values =
        node instanceof SchemaNode.GroupNode group && group.isList()
            ? group.getListElement()
            : node;
    return values instanceof SchemaNode.PrimitiveNode leaf
            && isPlain(leaf)
            && node.maxRepetitionLevel() <= (values == node ? 0 : 1)
        ? Optional.of(leaf)
        : Optional.empty();
  }

  private static boolean isPlain(SchemaNode.PrimitiveNode leaf) {
    return switch (leaf.type()) {
      case BYTE_ARRAY ->
          leaf.logicalType() == null || leaf.logicalType() instanceof LogicalType.StringType;
      case INT32, INT64 ->
          leaf.logicalType() == null || leaf.logicalType() instanceof LogicalType.IntType;
      case BOOLEAN, FLOAT, DOUBLE -> leaf.logicalType() == null;
      case INT96, FIXED_LEN_BYTE_ARRAY -> false;
    };
  }

  /**
   * A column that has a {@link #leaf}.
   *
   * @return nothing if its lists are not what they seem
   */
  static Optional<ParquetColumn> of(SchemaNode node, ColumnReader reader) {
    boolean isList = node instanceof SchemaNode.GroupNode;
    boolean asExpected =
        isList
            ? reader.getLayerCount() == 1 && reader.getLayerKind(0) == LayerKind.REPEATED
            : reader.getLayerCount() == 0;
    return asExpected
        ? Optional.of(new ParquetColumn(node.name(), reader, isList))
        : Optional.empty();
  }

  String name() {
    return name;
  }

  /** Takes the rows that the reader stands at. */
  void take() {
    valuesThere = reader.getLeafValidity();
    if (isList) {
      lists = reader.getLayerOffsets(0);
      listsThere = reader.getLayerValidity(0);
    }
    int count = reader.getValueCount();
    switch (reader.getColumnSchema().type()) {
      case DOUBLE -> numbers = reader.getDoubles();
      case FLOAT -> {
        float[] values = reader.getFloats();
        if (isList) {
          floats = values;
          return;
        }
        room(count);
        for (int i = 0; i < count; i++) {
          numbers[i] = values[i];
        }
      }
      case INT32 -> {
        int[] values = reader.getInts();
        room(count);
        for (int i = 0; i < count; i++) {
          numbers[i] = values[i] << unusedBits >> unusedBits;
        }
      }
      case INT64 -> {
        long[] values = reader.getLongs();
        room(count);
        for (int i = 0; i < count; i++) {
          numbers[i] = values[i];
        }
      }
      case BYTE_ARRAY -> {
        bytes = reader.getBinaryValues();
        offsets = reader.getBinaryOffsets();
      }
      case BOOLEAN, INT96, FIXED_LEN_BYTE_ARRAY -> {
        // looked at only where a row is read in full
      }
    }
  }

  private void room(int count) {
    if (numbers.length < count) {
      numbers = new double[count];
    }
  }

  /** Whether every row has one value or none, and that is text or bytes. */
  boolean hasBytes() {
    return !isList && reader.getColumnSchema().type() == PhysicalType.BYTE_ARRAY;
  }

  /** Whether every row has one value or none, and that is a whole number. */
  boolean hasWholeNumbers() {
    PhysicalType type = reader.getColumnSchema().type();
    return !isList && (type == PhysicalType.INT32 || type == PhysicalType.INT64);
  }

  /** Whether every row has one number or none. */
  boolean hasNumbers() {
    return !isList && isNumeric();
  }

  /** Whether every row has a list of numbers or none. */
  boolean hasListsOfNumbers() {
    return isList && isNumeric();
  }

  private boolean isNumeric() {
    return switch (reader.getColumnSchema().type()) {
      case INT32, INT64, FLOAT, DOUBLE -> true;
      case BOOLEAN, INT96, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> false;
    };
  }

  /** Whether a row of {@link #hasBytes} or {@link #hasNumbers} has a value. */
  boolean has(int row) {
    return !valuesThere.hasNulls() || valuesThere.isNotNull(row);
  }

  /** The bytes of all rows; to be read only. */
  byte[] bytes() {
    return bytes;
  }

  /** Where the bytes of a row begin; they end where those of the next row begin. */
  int from(int row) {
    return offsets[row];
  }

  /** The number of a row. */
  double number(int row) {
    return numbers[row];
  }

  /** The whole number of a row. */
  long wholeNumber(int row) {
    return reader.getColumnSchema().type() == PhysicalType.INT32
        ? reader.getInts()[row] << unusedBits >> unusedBits
        : reader.getLongs()[row];
  }

  /** Writes the list of a row; whether there is one of this length without gaps. */
  boolean list(int row, double[] to) {
    if (listsThere.hasNulls() && listsThere.isNull(row)) {
      return false;
    }
    int from = lists[row];
    int until = lists[row + 1];
    if (until - from != to.length) {
      return false;
    }
    if (reader.getColumnSchema().type() == PhysicalType.FLOAT) {
      for (int i = 0; i < to.length; i++) {
        to[i] = floats[from + i];
      }
    } else {
      System.arraycopy(numbers, from, to, 0, to.length);
    }
    if (valuesThere.hasNulls()) {
      for (int i = from; i < until; i++) {
        if (valuesThere.isNull(i)) {
          return false;
        }
      }
    }
    return true;
  }

  /** What stands in a row, as {@link ParquetRecords} makes it. */
  JsonNode json(int row) throws CharacterCodingException {
    if (!isList) {
      return value(row);
    }
    if (listsThere.hasNulls() && listsThere.isNull(row)) {
      return JsonNodeFactory.instance.nullNode();
    }
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (int i = lists[row]; i < lists[row + 1]; i++) {
      array.add(value(i));
    }
    return array;
  }

  private JsonNode value(int i) throws CharacterCodingException {
    if (valuesThere.hasNulls() && valuesThere.isNull(i)) {
      return ParquetRecords.json(null);
    }
    return ParquetRecords.json(
        switch (reader.getColumnSchema().type()) {
          case BOOLEAN -> reader.getBooleans()[i];
          case INT32 -> whole(reader.getInts()[i]);
          case INT64 -> reader.getLongs()[i];
          case FLOAT -> reader.getFloats()[i];
          case DOUBLE -> reader.getDoubles()[i];
          case BYTE_ARRAY, INT96, FIXED_LEN_BYTE_ARRAY ->
              isText
                  ? new String(
                      bytes, offsets[i], offsets[i + 1] - offsets[i], StandardCharsets.UTF_8)
                  : Arrays.copyOfRange(bytes, offsets[i], offsets[i + 1]);
        });
  }

  /** Numbers of 8 and 16 bits are of types of their own, as in the library's rows. */
  private Object whole(int value) {
    return switch (unusedBits) {
      case Integer.SIZE - Byte.SIZE -> (byte) value;
      case Integer.SIZE - Short.SIZE -> (short) value;
      default -> value;
    };
  }
}
