package io.labelloop.campaign;

import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import java.util.Optional;

/**
 * An item whose answer is known. It is no item of the pool: it is never certified, trained on or
 * counted as a label.
 *
 * @param answer a label or, for a sentence in the portal, entities
 * @param training whether it comes first and people are told whether they were right, which only
 *     the portal can; other gold items are hidden among the rest
 * @param why what is told besides
 */
public record GoldItem(
    ItemId id, ItemContent content, GoldAnswer answer, boolean training, Optional<String> why) {
  /**
   * The known label.
   *
   * @throws IllegalStateException if the item is a sentence, which has entities
   */
  public String label() {
    if (answer instanceof GoldAnswer.OfClass known) {
      return known.label();
    }
    throw new IllegalStateException("the gold item '" + id + "' is a sentence, and has no label");
  }
}
