package io.labelloop.workflow.document;

import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import java.util.List;

/**
 * What a shard has of every candidate set.
 *
 * @param ringSizes the number of its items by group and ring
 * @param items of each ring the first ones in the audit's seeded order
 */
public record AuditCandidates(int version, List<List<Integer>> ringSizes, List<Candidate> items) {
  public static final int VERSION = 1;

  public AuditCandidates {
    ringSizes = ringSizes.stream().map(List::copyOf).toList();
    items = List.copyOf(items);
  }

  /** An item that may be audited, with the class that the model gives it. */
  public record Candidate(ItemId id, int group, int ring, int predicted, ItemContent content) {}
}
