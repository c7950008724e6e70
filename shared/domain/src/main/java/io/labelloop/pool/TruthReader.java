package io.labelloop.pool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
    readFields(
        shard,
        (item, label) -> {
          if (label.isTextual() || label.isNumber() || label.isBoolean()) {
            consumer.accept(item, label.asText());
          }
        });
  }

  /** Gives the id and the tags of every sentence that has both. */
  public void readTags(Shard shard, BiConsumer<ItemId, List<String>> consumer) {
    readFields(
        shard,
        (item, array) -> {
          if (array.isArray()) {
            var tags = new ArrayList<String>();
            array.forEach(tag -> tags.add(tag.asText()));
            consumer.accept(item, tags);
          }
        });
  }

  private void readFields(Shard shard, BiConsumer<ItemId, JsonNode> consumer) {
    ShardRecords.read(
        source,
        shard,
        Set.of(id, truth),
        new ShardRecords.Visitor() {
          @Override
          public void record(RawLine line, JsonNode fields) {
            try {
              consumer.accept(PoolFields.id(fields, id), fields.path(truth));
            } catch (BadFieldException e) {
              // the ordinary reader rejects the line and says why
            }
          }

          @Override
          public void bad(RawLine line, RejectReason reason, String message) {
            // the ordinary reader rejects the line and says why
          }
        });
  }
}
