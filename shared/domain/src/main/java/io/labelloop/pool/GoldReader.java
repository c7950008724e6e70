package io.labelloop.pool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;

/**
 * Reads the known labels of a file of gold items. Lines that are no items are left to the ordinary
 * reader, which says why.
 */
public final class GoldReader {
  private final RangeSource source;
  private final String id;
  private final String label;

  /**
   * @param id the column with the item's id
   * @param label the column with the known label
   */
  public GoldReader(RangeSource source, String id, String label) {
    this.source = source;
    this.id = id;
    this.label = label;
  }

  /** Receives what a line says. */
  public interface Visitor {
    /**
     * @param line counted from 1 within the shard
     * @param label as it stands there; empty if the line has none
     */
    void known(long line, ItemId item, String label);
  }

  /** Gives every line that has an id, in the order of the shard. */
  public void read(Shard shard, Visitor visitor) {
    long unused =
        ShardRecords.read(
            source,
            shard,
            new HashSet<>(List.of(id, label)),
            new ShardRecords.Visitor() {
              @Override
              public void record(RawLine line, JsonNode fields) {
                try {
                  JsonNode known = fields.path(label);
                  visitor.known(
                      line.number(),
                      PoolFields.id(fields, id),
                      known.isValueNode() && !known.isNull() ? known.asText() : "");
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
