package io.labelloop.pool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.ColumnMetaData;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.RowGroupPredicate;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.SchemaNode;
import java.nio.charset.CharacterCodingException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of a shard of a Parquet file, one after another: plain columns are read as arrays, some
 * rows at a time, and others row by row beside them.
 *
 * <p>A batch of arrays has about {@value #BYTES} bytes at most, by what the footer says, and a few
 * of them are in memory. The library's reader of rows takes at least 16,384 at once, however long
 * the lists in them are; only dates, times, decimals and what is nested are left to it.
 */
final class ParquetBatches implements AutoCloseable {
  // some thousand texts: enough to pay for a batch
  private static final int ROWS = 4_096;
  private static final long BYTES = 1L << 24;
  // how deep in lists a value is, and whether it is there
  private static final int BYTES_OF_LEVELS = 2 * Integer.BYTES;

  private final Map<String, ParquetColumn> columns = new LinkedHashMap<>();
  private Optional<ColumnReaders> arrays = Optional.empty();
  private Optional<RowReader> others = Optional.empty();
  private int rows;
  private int row = -1;

  private ParquetBatches() {}

  /**
   * Opens a shard.
   *
   * @param names the columns that are read, which the file has
   */
  static ParquetBatches open(ParquetFile file, Shard shard, List<String> names) {
    var batches = new ParquetBatches();
    try {
      batches.start(file, RowGroupPredicate.byteRange(shard.start(), shard.end()), names);
      return batches;
    } catch (RuntimeException e) {
      batches.close();
      throw e;
    }
  }

  private void start(ParquetFile file, RowGroupPredicate groups, List<String> names) {
    List<SchemaNode> plain =
        file.reader().getFileSchema().getRootNode().children().stream()
            .filter(node -> names.contains(node.name()) && ParquetColumn.leaf(node).isPresent())
            .toList();
    if (!plain.isEmpty()) {
      ColumnReaders readers =
          file.reader()
              .buildColumnReaders(projection(plain.stream().map(SchemaNode::name).toList()))
              .filter(groups)
              .batchSize(rowsAtOnce(file, names))
              .build();
      arrays = Optional.of(readers);
      plain.forEach(node -> add(file, node, readers));
    }
    List<String> rest = names.stream().filter(name -> !columns.containsKey(name)).toList();
    if (!rest.isEmpty()) {
      others =
          Optional.of(
              file.reader().buildRowReader().projection(projection(rest)).filter(groups).build());
    }
  }

  private static ColumnProjection projection(List<String> names) {
    return ColumnProjection.columns(names.toArray(String[]::new));
  }

  private void add(ParquetFile file, SchemaNode node, ColumnReaders readers) {
    ParquetColumn.leaf(node)
        .map(leaf -> file.reader().getFileSchema().getColumn(leaf.columnIndex()).fieldPath())
        .flatMap(path -> ParquetColumn.of(node, readers.getColumnReader(String.valueOf(path))))
        .ifPresent(column -> columns.put(node.name(), column));
  }

  private static int rowsAtOnce(ParquetFile file, List<String> names) {
    long largest = 1;
    for (RowGroup group : file.reader().getFileMetaData().rowGroups()) {
      long bytes = 0;
      for (ColumnChunk chunk : group.columns()) {
        ColumnMetaData column = chunk.metaData();
        if (names.contains(column.pathInSchema().topLevelName())) {
          bytes += column.totalUncompressedSize() + BYTES_OF_LEVELS * column.numValues();
        }
      }
      largest = Math.max(largest, bytes / Math.max(1, group.numRows()));
    }
    return (int) Math.max(1, Math.min(ROWS, BYTES / largest));
  }

  /** The columns that are read as arrays. */
  Collection<ParquetColumn> columns() {
    return columns.values();
  }

  /** Goes to the next row; whether there is one. */
  boolean next() {
    row++;
    if (arrays.isPresent() && row == rows) {
      row = 0;
      rows = arrays.get().nextBatch() ? arrays.get().getRecordCount() : 0;
      if (rows == 0) {
        return false;
      }
      columns.values().forEach(ParquetColumn::take);
    }
    if (others.isPresent()) {
      if (!others.get().hasNext()) {
        return false;
      }
      others.get().next();
    }
    return true;
  }

  /** The place of this row among those that the columns took last. */
  int row() {
    return row;
  }

  /** What stands in a column of this row. */
  JsonNode json(String name) throws CharacterCodingException {
    ParquetColumn column = columns.get(name);
    return column == null
        ? ParquetRecords.json(others.orElseThrow().getValue(name))
        : column.json(row);
  }

  @Override
  public void close() {
    others.ifPresent(RowReader::close);
    arrays.ifPresent(ColumnReaders::close);
  }
}
