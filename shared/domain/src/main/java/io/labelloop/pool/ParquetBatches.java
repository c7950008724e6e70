package io.labelloop.pool;

import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.RowGroupPredicate;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.SchemaNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads rows of a Parquet file in batches, column by column, and makes records only of those that a
 * screen wants or that it cannot judge.
 */
final class ParquetBatches {
  // some thousand texts: enough to pay for a batch, and few megabytes
  private static final int ROWS = 4_096;

  private final PoolSchema schema;
  private final PoolReader.Screen screen;
  private final ShardRecords.Visitor visitor;

  ParquetBatches(PoolSchema schema, PoolReader.Screen screen, ShardRecords.Visitor visitor) {
    this.schema = schema;
    this.screen = screen;
    this.visitor = visitor;
  }

  /**
   * Reads a shard, unless its columns have types that cannot be read so.
   *
   * @param names the columns that records need and the file has
   * @return whether it did; if not, nothing was given to the visitor
   */
  boolean read(ParquetFile file, Shard shard, List<String> names, ParquetRecords.Progress progress)
      throws IOException {
    List<SchemaNode> nodes =
        file.reader().getFileSchema().getRootNode().children().stream()
            .filter(node -> names.contains(node.name()))
            .toList();
    if (nodes.stream().anyMatch(node -> ParquetColumn.leaf(node).isEmpty())) {
      return false;
    }
    try (ColumnReaders readers =
        file.reader()
            .buildColumnReaders(ColumnProjection.columns(names.toArray(String[]::new)))
            .filter(RowGroupPredicate.byteRange(shard.start(), shard.end()))
            .batchSize(ROWS)
            .build()) {
      Map<String, ParquetColumn> columns = columns(file, nodes, readers);
      Optional<ParquetRow> scanner = ParquetRow.of(schema, columns.values());
      if (columns.size() < names.size() || scanner.isEmpty()) {
        return false;
      }
      while (readers.nextBatch()) {
        columns.values().forEach(ParquetColumn::take);
        batch(readers.getRecordCount(), scanner.get(), columns, progress);
      }
      return true;
    }
  }

  private void batch(
      int rows,
      ParquetRow scanner,
      Map<String, ParquetColumn> columns,
      ParquetRecords.Progress progress) {
    List<String> names = List.copyOf(columns.keySet());
    for (int row = 0; row < rows; row++) {
      long number = progress.next();
      if (!scanner.scan(row) || screen.wants(scanner)) {
        int at = row;
        ParquetRecords.row(
            number, names, name -> Objects.requireNonNull(columns.get(name)).json(at), visitor);
      }
    }
  }

  private static Map<String, ParquetColumn> columns(
      ParquetFile file, List<SchemaNode> nodes, ColumnReaders readers) {
    Map<String, ParquetColumn> columns = new LinkedHashMap<>();
    for (SchemaNode node : nodes) {
      ParquetColumn.leaf(node)
          .map(leaf -> file.reader().getFileSchema().getColumn(leaf.columnIndex()).fieldPath())
          .flatMap(path -> ParquetColumn.of(node, readers.getColumnReader(String.valueOf(path))))
          .ifPresent(column -> columns.put(node.name(), column));
    }
    return columns;
  }
}
