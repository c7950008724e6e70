package io.labelloop.workflow.step;

import io.labelloop.pool.RejectCounts;
import io.labelloop.pool.RejectedLine;
import io.labelloop.workflow.document.ShardIndex;
import java.util.ArrayList;
import java.util.List;

/** The rejected lines of a shard while it is read: the first are listed, all are counted. */
final class ShardRejects {
  private final List<RejectedLine> listed = new ArrayList<>();
  private final RejectCounts.Counter counter = new RejectCounts.Counter();

  void add(RejectedLine line) {
    counter.add(line);
    if (listed.size() < ShardIndex.MAX_REJECTS) {
      listed.add(line);
    }
  }

  /** The first {@value ShardIndex#MAX_REJECTS}. */
  List<RejectedLine> listed() {
    return listed;
  }

  RejectCounts counts() {
    return counter.counts();
  }
}
