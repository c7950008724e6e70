package io.labelloop.workflow.document;

import io.labelloop.pool.DuplicateIds;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which line is the item, of each id that the pool has more than once. */
public record Duplicates(int version, List<Winner> winners) {
  public static final int VERSION = 1;

  public Duplicates {
    winners = List.copyOf(winners);
  }

  /** An id's hash, and the content and the shard of the line that is the item. */
  public record Winner(long id, long content, int shard) {}

  /** The stored form of a verdict. */
  public static Duplicates of(DuplicateIds ids) {
    return new Duplicates(
        VERSION,
        new TreeMap<>(ids.winners())
            .entrySet().stream()
                .map(e -> new Winner(e.getKey(), e.getValue().contentHash(), e.getValue().shard()))
                .toList());
  }

  /** The verdict. */
  public DuplicateIds toIds() {
    Map<Long, DuplicateIds.Winner> byId =
        winners.stream()
            .collect(
                Collectors.toMap(Winner::id, w -> new DuplicateIds.Winner(w.content(), w.shard())));
    return DuplicateIds.ofWinners(byId);
  }
}
