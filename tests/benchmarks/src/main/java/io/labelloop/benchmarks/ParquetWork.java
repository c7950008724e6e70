package io.labelloop.benchmarks;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.ColumnProjection;
import io.labelloop.local.StoredModel;
import io.labelloop.pool.ContentColumns;
import io.labelloop.pool.DuplicateIds;
import io.labelloop.pool.PoolLine;
import io.labelloop.pool.PoolObject;
import io.labelloop.pool.PoolReader;
import io.labelloop.pool.PoolSchema;
import io.labelloop.pool.RangeSource;
import io.labelloop.pool.ShardPlan;
import io.labelloop.query.MarginSampling;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the scoring of a Parquet file from its columns is compared with: the way through records,
 * vectors and exact scores that it replaces, and its reader alone.
 *
 * @param file with the columns {@code id} and {@code text}, or {@code id} and {@code v}, a list of
 *     numbers
 */
record ParquetWork(Path file) {
  private static final MarginSampling MARGIN = new MarginSampling();

  /** Reads every row as a record and scores it; returns the number of items. */
  long rows(StoredModel model) throws IOException {
    String name = file.getFileName().toString();
    RangeSource source =
        (key, start, end) -> {
          try {
            InputStream bytes = Files.newInputStream(file);
            bytes.skipNBytes(start);
            return new BufferedInputStream(bytes);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    ContentColumns content =
        file.getFileName().toString().startsWith("texts")
            ? new ContentColumns.TextColumn("text")
            : new ContentColumns.EmbeddingColumn("v", model.features().size());
    var schema = new PoolSchema("id", content, model.pool().maxTextLength());
    var reader = new PoolReader(source, schema, DuplicateIds.NONE);
    double[] best = new double[1];
    long[] items = new long[1];
    ShardPlan.of(List.of(new PoolObject(name, Files.size(file))), 1 << 26, source)
        .forEach(
            shard ->
                reader.read(
                    shard,
                    line -> {
                      if (line instanceof PoolLine.Accepted accepted) {
                        items[0]++;
                        best[0] =
                            Math.max(
                                best[0],
                                MARGIN.scoreOf(
                                    model
                                        .model()
                                        .probabilities(
                                            model.features().vectorOf(accepted.item().content()))));
                      }
                    }));
    return best[0] > 0 ? items[0] : 0;
  }

  /**
   * Reads the columns, where lists begin and what is missing, and adds up what is in them, as no
   * scorer could do less.
   */
  long columns() throws IOException {
    long rows = 0;
    long sum = 0;
    try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file));
        ColumnReaders columns =
            reader
                .buildColumnReaders(
                    ColumnProjection.columns(
                        reader.getFileSchema().getRootNode().children().stream()
                            .map(node -> node.name())
                            .filter(name -> !name.equals("label"))
                            .toArray(String[]::new)))
                .batchSize(4_096)
                .build()) {
      while (columns.nextBatch()) {
        rows += columns.getRecordCount();
        for (int i = 0; i < columns.getColumnCount(); i++) {
          sum += sum(columns.getColumnReader(i));
        }
      }
    }
    return sum == 1 ? 0 : rows;
  }

  private static long sum(ColumnReader column) {
    long sum = column.getLeafValidity().hasNulls() ? 1 : 0;
    for (int layer = 0; layer < column.getLayerCount(); layer++) {
      sum += column.getLayerOffsets(layer)[column.getRecordCount()];
    }
    switch (column.getColumnSchema().type()) {
      case BYTE_ARRAY -> {
        byte[] bytes = column.getBinaryValues();
        int end = column.getBinaryOffsets()[column.getValueCount()];
        for (int i = 0; i < end; i++) {
          sum += bytes[i];
        }
      }
      case FLOAT -> {
        float all = 0;
        float[] values = column.getFloats();
        for (int i = 0; i < column.getValueCount(); i++) {
          all += values[i];
        }
        sum += (long) all;
      }
      default ->
          throw new IllegalArgumentException(
              "the benchmark's columns are texts and floats, but " + column.getColumnSchema());
    }
    return sum;
  }
}
