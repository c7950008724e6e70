package io.labelloop.simulation;

import io.labelloop.annotation.Answer;
import io.labelloop.campaign.Task;
import io.labelloop.campaign.TaskType;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.Shard;
import io.labelloop.pool.TruthReader;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.step.CampaignPool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The true labels of a pool, for simulated annotators, comparisons, and nothing else. Millions of
 * them fit a small heap; answered from several threads at once.
 */
public final class PoolTruth {
  private final Task task;
  private final AnswersById truth = new AnswersById();
  // labels or tags that the task lacks, with how often they came
  private final Map<String, Long> unknown = new TreeMap<>();

  private PoolTruth(Task task) {
    this.task = task;
  }

  /**
   * Reads the true label, or the true tags, of every item that has some.
   *
   * @param id the column with the id
   * @param column the column with the truth
   * @throws UnknownTruthException if there are none, or some are not among the task's labels
   */
  public static PoolTruth read(
      ObjectStore objects, List<Shard> shards, String id, String column, Task task) {
    var found = new PoolTruth(task);
    var reader = new TruthReader(CampaignPool.source(objects), id, column);
    for (Shard shard : shards) {
      if (task.type() == TaskType.SEQUENCE) {
        reader.readTags(shard, found::add);
      } else {
        reader.read(shard, found::add);
      }
    }
    if (!found.unknown.isEmpty()) {
      throw new UnknownTruthException(
          "/workforce/truth: the column '"
              + column
              + "' has labels that /task/labels lacks, with how often: "
              + found.unknown
              + "; the task has "
              + task.labels());
    }
    if (found.truth.size() == 0) {
      throw new UnknownTruthException(
          "/workforce/truth: the pool has no column '" + column + "' with true labels");
    }
    return found;
  }

  /** The true answer about an item; nothing if the pool has none. */
  public synchronized Optional<Answer> of(ItemId item) {
    return truth.find(item);
  }

  private void add(ItemId item, String label) {
    task.labels()
        .indexOf(label)
        .ifPresentOrElse(
            index -> truth.put(item, new Answer.ClassAnswer(index)),
            () -> unknown.merge(label, 1L, Long::sum));
  }

  private void add(ItemId item, List<String> tags) {
    List<String> foreign = tags.stream().filter(tag -> task.tags().indexOf(tag).isEmpty()).toList();
    foreign.forEach(tag -> unknown.merge(tag, 1L, Long::sum));
    if (foreign.isEmpty() && !tags.isEmpty()) {
      truth.put(item, new Answer.TagAnswer(task.tags().parse(tags)));
    }
  }
}
