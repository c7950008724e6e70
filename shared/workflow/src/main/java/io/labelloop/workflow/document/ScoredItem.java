package io.labelloop.workflow.document;

import io.labelloop.pool.Item;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import java.util.List;

/**
 * An item that a shard proposes for a batch.
 *
 * @param pick why it is proposed
 * @param score the acquisition score
 * @param probabilities the last model's prediction, one per class; none for a sentence
 */
public record ScoredItem(
    ItemId id, Pick pick, double score, List<Double> probabilities, ItemContent content) {
  public ScoredItem {
    probabilities = List.copyOf(probabilities);
  }

  /** The same, proposed for another reason. */
  public ScoredItem as(Pick reason) {
    return new ScoredItem(id, reason, score, probabilities, content);
  }

  public Item item() {
    return new Item(id, content);
  }

  /** Why a shard proposes an item. */
  public enum Pick {
    /** It is among the best by acquisition score. */
    INFORMATIVE,
    /** It is among the uniformly drawn. */
    RANDOM
  }
}
