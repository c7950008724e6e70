package io.labelloop.pool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BiConsumer;

/**
 * Reads the true labels that a pool carries. Only annotators that do not exist, comparisons of
 * strategies and the final comparison of a simulated campaign may use it; the pool's ordinary
 * reader cannot see the column.
 */
public final class TruthReader {
  private final RangeSource source;
  private final String id;
  private final String truth;

  public TruthReader(RangeSource source, String id, String truth) {
    this.source = source;
    this.id = id;
    this.truth = truth;
  }

  /** Gives the id and the label of every record that has both. */
  public void read(Shard shard, BiConsumer<ItemId, String> consumer) {
    ShardRecords.read(
        source,
        shard,
        new ShardRecords.Visitor() {
          @Override
          public void record(RawLine line, JsonNode fields) {
            JsonNode label = fields.path(truth);
            if (label.isTextual() || label.isNumber() || label.isBoolean()) {
              try {
                consumer.accept(PoolFields.id(fields, id), label.asText());
              } catch (BadFieldException e) {
                // the ordinary reader rejects the line and says why
              }
            }
          }

          @Override
          public void bad(RawLine line, RejectReason reason, String message) {
            // the ordinary reader rejects the line and says why
          }
        });
  }
}
