package io.labelloop.workflow.document;

import io.labelloop.pool.RejectCounts;
import io.labelloop.pool.RejectedLine;
import java.util.List;
import java.util.Optional;

/**
 * What a first reading of a shard found.
 *
 * @param lines lines of the shard
 * @param accepted lines that are items, if their ids are not taken
 * @param rejects the other lines, at most {@value #MAX_REJECTS} of them
 * @param rejected how many lines were rejected
 * @param rejectCounts all rejected lines by reason and column; absent where there is none, and in
 *     documents of release 0.1
 * @param unacceptable why the file cannot be a part of the pool, if it cannot
 */
public record ShardIndex(
    int version,
    int shard,
    long lines,
    long accepted,
    long rejected,
    List<RejectedLine> rejects,
    Optional<RejectCounts> rejectCounts,
    Optional<String> unacceptable) {
  public static final int VERSION = 1;

  /** Beyond this many, rejected lines of a shard are counted but not listed. */
  public static final int MAX_REJECTS = 10_000;

  public ShardIndex {
    rejects = List.copyOf(rejects);
  }

  /** Counts of all rejected lines, unless the shard has to be read again for them. */
  public Optional<RejectCounts> countsOfAll() {
    if (rejectCounts.isPresent() || rejects.size() < rejected) {
      return rejectCounts;
    }
    var counter = new RejectCounts.Counter();
    rejects.forEach(counter::add);
    return Optional.of(counter.counts());
  }
}
