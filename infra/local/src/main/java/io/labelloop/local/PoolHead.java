package io.labelloop.local;

import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.Finding;
import io.labelloop.campaign.PoolSize;
import io.labelloop.pool.PoolLine;
import io.labelloop.pool.RejectedLine;
import io.labelloop.workflow.step.GoldFile;
import io.labelloop.workflow.step.PoolProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the head of a pool, its first shard, is like.
 *
 * @param items lines that can be labeled
 * @param rejectedLines how many cannot
 * @param rejected the first of these, at most {@value #MAX_REJECTED}
 * @param whole whether that is all of the pool
 * @param mistakes why the pool, the gold items beside it or the model to start from cannot be used
 *     at all
 * @param warnings what may not be meant
 * @param size of the whole pool; its items are estimated from the head's bytes where {@code whole}
 *     is false
 */
public record PoolHead(
    long items,
    long rejectedLines,
    List<RejectedLine> rejected,
    List<Finding> mistakes,
    List<Finding> warnings,
    boolean whole,
    PoolSize size) {
  private static final int MAX_REJECTED = 100;

  /** Nothing was read. */
  public static final PoolHead NONE =
      new PoolHead(0, 0, List.of(), List.of(), List.of(), false, new PoolSize(0, 0, 0));

  public PoolHead {
    rejected = List.copyOf(rejected);
    mistakes = List.copyOf(mistakes);
    warnings = List.copyOf(warnings);
  }

  /** Reads the head of a campaign's pool. */
  public static PoolHead read(Path campaignFile, CampaignSpec spec) {
    return read(campaignFile, spec, false);
  }

  /** Reads all of a campaign's pool. */
  public static PoolHead readWhole(Path campaignFile, CampaignSpec spec) {
    return read(campaignFile, spec, true);
  }

  private static PoolHead read(Path campaignFile, CampaignSpec spec, boolean all) {
    var rejected = new ArrayList<RejectedLine>();
    long[] items = new long[1];
    var columns = new RejectedColumns();
    var constant = new ConstantColumns();
    var warnings = new ArrayList<Finding>();
    Consumer<PoolLine> consumer =
        line -> {
          switch (line) {
            case PoolLine.Accepted accepted -> {
              items[0]++;
              constant.add(accepted.item());
            }
            case PoolLine.Rejected bad -> {
              columns.add(bad.line());
              if (rejected.size() < MAX_REJECTED) {
                rejected.add(bad.line());
              }
            }
          }
        };
    boolean whole;
    PoolSize size;
    GoldFile.Reading gold;
    var mistakes = new ArrayList<Finding>();
    try {
      LabeledPool pool = LabeledPool.of(campaignFile, spec);
      gold = LabeledPool.gold(campaignFile, spec);
      mistakes.addAll(gold.mistakes());
      mistakes.addAll(LabeledPool.startModel(campaignFile, spec).mistakes());
      whole = all || pool.headIsAll();
      if (all) {
        pool.forEachLine(consumer);
      } else {
        pool.forEachLineOfTheHead(consumer);
      }
      warnings.addAll(gold.warnings());
      warnings.addAll(columns.warnings());
      constant.warning(pool.columns()).ifPresent(warnings::add);
      size = pool.size(items[0], whole);
    } catch (PoolProblemException problem) {
      return new PoolHead(
          0,
          0,
          List.of(),
          List.of(new Finding("/pool", String.valueOf(problem.getMessage()), Optional.empty())),
          List.of(),
          false,
          NONE.size());
    }
    return new PoolHead(items[0], columns.lines(), rejected, mistakes, warnings, whole, size);
  }
}
