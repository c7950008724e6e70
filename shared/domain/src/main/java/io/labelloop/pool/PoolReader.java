package io.labelloop.pool;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.numeric.DenseVector;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Streams the items of a shard, with bounded memory; what is no item comes with its line and the
 * reason.
 */
public final class PoolReader {
  private final RangeSource source;
  private final PoolSchema schema;
  private final DuplicateIds duplicates;

  /**
   * @param duplicates which of several lines with one id is the item
   */
  public PoolReader(RangeSource source, PoolSchema schema, DuplicateIds duplicates) {
    this.source = source;
    this.schema = schema;
    this.duplicates = duplicates;
  }

  /** Reads a shard, and returns the number of its lines. */
  public long read(Shard shard, Consumer<PoolLine> consumer) {
    return ShardRecords.read(source, shard, schema.columns(), visitor(shard, consumer));
  }

  /** Says by the bytes of an item whether it has to be read. */
  @FunctionalInterface
  public interface Screen {
    /** Everything has to be read. */
    Screen NONE = line -> true;

    /** Whether the item may matter; what does not is neither read nor given to the consumer. */
    boolean wants(ScannedLine line);
  }

  /**
   * Reads what a screen wants of a shard, and returns the number of its lines. Items that the
   * screen does not want come to the consumer too where their lines cannot be judged by their
   * bytes: sentences, unusual lines, ids that occur more than once.
   */
  public long read(Shard shard, Screen screen, Consumer<PoolLine> consumer) {
    if (screen == Screen.NONE) {
      return read(shard, consumer);
    }
    Screen either = line -> duplicates.mayConcern(line) || screen.wants(line);
    ShardRecords.Visitor visitor = visitor(shard, consumer);
    try {
      return switch (shard.format()) {
        case JSON_LINES, MANIFEST, CSV -> readLines(shard, either, visitor);
        case PARQUET -> ParquetRecords.read(source, shard, schema, either, visitor);
        case CONLL -> read(shard, consumer);
      };
    } catch (IOException e) {
      throw ShardRecords.unreadable(shard.key(), e);
    }
  }

  private long readLines(Shard shard, Screen screen, ShardRecords.Visitor visitor)
      throws IOException {
    ShardLines shardLines = ShardLines.of(source, shard);
    LineScanner scanner = shardLines.scanner(schema);
    return shardLines.read(
        (lines, start) -> {
          boolean known = !lines.tooLong() && scanner.scan(lines.bytes(), lines.from(), lines.to());
          if (!known || screen.wants(scanner)) {
            shardLines.parse(lines, start, visitor);
          }
        });
  }

  private ShardRecords.Visitor visitor(Shard shard, Consumer<PoolLine> consumer) {
    Set<ItemId> given = new HashSet<>();
    return new ShardRecords.Visitor() {
      @Override
      public void record(RawLine line, JsonNode fields) {
        try {
          PoolLine.Accepted accepted = accepted(fields);
          if (duplicates.isItem(accepted, shard.index(), given)) {
            consumer.accept(accepted);
          } else {
            bad(
                line,
                RejectReason.DUPLICATE_ID,
                "the id '" + accepted.item().id() + "' came before or elsewhere; ids must differ");
          }
        } catch (BadFieldException bad) {
          reject(line, bad.reason(), Optional.of(bad.column()), String.valueOf(bad.getMessage()));
        }
      }

      @Override
      public void bad(RawLine line, RejectReason reason, String message) {
        reject(line, reason, Optional.empty(), message);
      }

      private void reject(
          RawLine line, RejectReason reason, Optional<String> column, String message) {
        consumer.accept(
            new PoolLine.Rejected(RejectedLine.of(line, shard.key(), reason, column, message)));
      }
    };
  }

  private PoolLine.Accepted accepted(JsonNode fields) {
    var item = new Item(PoolFields.id(fields, schema.id()), content(fields));
    return new PoolLine.Accepted(item, DuplicateIds.hash(item.content()));
  }

  private ItemContent content(JsonNode fields) {
    return switch (schema.content()) {
      case ContentColumns.TextColumn text ->
          new ItemContent.Text(PoolFields.text(fields, text.column(), schema.maxTextLength()));
      case ContentColumns.FeatureColumns features -> {
        List<String> columns = features.columns();
        double[] values = new double[columns.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = PoolFields.number(fields, columns.get(i));
        }
        yield numbers(fields, values);
      }
      case ContentColumns.EmbeddingColumn embedding ->
          numbers(fields, PoolFields.array(fields, embedding.column(), embedding.size()));
      case ContentColumns.TokensColumn tokens ->
          new ItemContent.Tokens(
              PoolFields.tokens(fields, tokens.column(), schema.maxTextLength()));
    };
  }

  private ItemContent.Features numbers(JsonNode fields, double[] values) {
    return new ItemContent.Features(
        DenseVector.of(values),
        schema.picture().map(columns -> columns.read(fields, schema.maxTextLength())));
  }
}
