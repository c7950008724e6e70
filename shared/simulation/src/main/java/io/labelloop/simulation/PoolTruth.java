package io.labelloop.simulation;

import io.labelloop.model.ClassLabels;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.Shard;
import io.labelloop.pool.TruthReader;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.step.CampaignPool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The true labels of a pool, for simulated annotators, comparisons, and nothing else. */
public final class PoolTruth {
  private PoolTruth() {}

  /**
   * Reads all true labels.
   *
   * @throws UnknownTruthException if there are none, or some are not among the task's labels
   */
  public static Map<ItemId, String> read(
      ObjectStore objects, List<Shard> shards, String id, String column, ClassLabels labels) {
    var truth = new HashMap<ItemId, String>();
    var reader = new TruthReader(CampaignPool.source(objects), id, column);
    shards.forEach(shard -> reader.read(shard, truth::put));
    if (truth.isEmpty()) {
      throw new UnknownTruthException(
          "/workforce/truth: the pool has no column '" + column + "' with true labels");
    }
    Map<String, Long> unknown = new TreeMap<>();
    truth
        .values()
        .forEach(
            label -> {
              if (labels.indexOf(label).isEmpty()) {
                unknown.merge(label, 1L, Long::sum);
              }
            });
    if (!unknown.isEmpty()) {
      throw new UnknownTruthException(
          "/workforce/truth: the column '"
              + column
              + "' has labels that /task/labels lacks, with how often: "
              + unknown
              + "; the task has "
              + labels);
    }
    return truth;
  }
}
