package io.labelloop.workflow.document;

import io.labelloop.pool.ItemId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the index of the pool came to.
 *
 * @param items accepted items
 * @param rejected rejected lines
 * @param rejectsByReason rejected lines by reason
 * @param certification the certification stream, in the order in which it was drawn
 * @param validation the validation stream likewise, where the strategy is a bandit
 */
public record Streams(
    int version,
    long items,
    long rejected,
    Map<String, Long> rejectsByReason,
    List<ItemId> certification,
    Optional<List<ItemId>> validation) {
  public static final int VERSION = 1;

  public Streams {
    rejectsByReason = new java.util.TreeMap<>(rejectsByReason);
    certification = List.copyOf(certification);
    validation = validation.map(List::copyOf);
  }
}
