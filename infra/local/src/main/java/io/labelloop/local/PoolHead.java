package io.labelloop.local;

import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.Finding;
import io.labelloop.pool.PoolLine;
import io.labelloop.pool.RejectedLine;
import io.labelloop.workflow.step.PoolProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the head of a pool, its first shard, is like.
 *
 * @param items lines that can be labeled
 * @param rejected the lines that cannot, at most {@value #MAX_REJECTED}
 * @param mistakes why the pool cannot be used at all
 */
public record PoolHead(long items, List<RejectedLine> rejected, List<Finding> mistakes) {
  private static final int MAX_REJECTED = 100;

  /** Nothing was read. */
  public static final PoolHead NONE = new PoolHead(0, List.of(), List.of());

  public PoolHead {
    rejected = List.copyOf(rejected);
    mistakes = List.copyOf(mistakes);
  }

  /** Reads the head of a campaign's pool. */
  public static PoolHead read(Path campaignFile, CampaignSpec spec) {
    var rejected = new ArrayList<RejectedLine>();
    long[] items = new long[1];
    try {
      LabeledPool.of(campaignFile, spec)
          .forEachLineOfTheHead(
              line -> {
                switch (line) {
                  case PoolLine.Accepted accepted -> items[0]++;
                  case PoolLine.Rejected bad -> {
                    if (rejected.size() < MAX_REJECTED) {
                      rejected.add(bad.line());
                    }
                  }
                }
              });
    } catch (PoolProblemException problem) {
      return new PoolHead(
          0,
          List.of(),
          List.of(new Finding("/pool", String.valueOf(problem.getMessage()), Optional.empty())));
    }
    return new PoolHead(items[0], rejected, List.of());
  }
}
