package io.labelloop.workflow.document;

import io.labelloop.pool.ItemId;
import io.labelloop.pool.RejectCounts;
import io.labelloop.pool.RejectReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the index of the pool came to.
 *
 * @param items accepted items
 * @param rejected rejected lines
 * @param rejectsByReason rejected lines by reason
 * @param rejectsByColumn rejected lines by the column that is to blame, and by reason; absent where
 *     none is, and in documents of release 0.1
 * @param certification the certification stream, in the order in which it was drawn
 * @param validation the validation stream likewise, where the strategy is a bandit
 */
public record Streams(
    int version,
    long items,
    long rejected,
    Map<RejectReason, Long> rejectsByReason,
    Optional<Map<String, Map<RejectReason, Long>>> rejectsByColumn,
    List<ItemId> certification,
    Optional<List<ItemId>> validation) {
  public static final int VERSION = 1;

  public Streams {
    var rejects = new RejectCounts(rejectsByReason, rejectsByColumn.orElse(Map.of()));
    rejectsByReason = rejects.byReason();
    rejectsByColumn = Optional.of(rejects.byColumn()).filter(columns -> !columns.isEmpty());
    certification = List.copyOf(certification);
    validation = validation.map(List::copyOf);
  }

  /**
   * The streams that were drawn from a pool.
   *
   * @param rejected all rejected lines, of which documents of release 0.1 did not count each by its
   *     reason
   */
  public static Streams of(
      long items,
      long rejected,
      RejectCounts rejects,
      List<ItemId> certification,
      Optional<List<ItemId>> validation) {
    return new Streams(
        VERSION,
        items,
        rejected,
        rejects.byReason(),
        Optional.of(rejects.byColumn()),
        certification,
        validation);
  }

  /** The rejected lines by reason and by column. */
  public RejectCounts rejectCounts() {
    return new RejectCounts(rejectsByReason, rejectsByColumn.orElse(Map.of()));
  }
}
