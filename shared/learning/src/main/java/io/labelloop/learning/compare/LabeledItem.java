package io.labelloop.learning.compare;

import io.labelloop.pool.Item;
import io.labelloop.pool.ItemId;

/**
 * An item whose true label is known.
 *
 * @param item the item
 * @param label the index of its class
 */
public record LabeledItem(Item item, int label) {
  public ItemId id() {
    return item.id();
  }
}
