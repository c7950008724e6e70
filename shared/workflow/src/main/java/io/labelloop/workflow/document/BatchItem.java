package io.labelloop.workflow.document;

import io.labelloop.pool.Item;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.Stream;

/**
 * An item that a round asks about.
 *
 * @param stream what the answer may be used for
 * @param annotations how many answers the first wave asks for
 */
public record BatchItem(ItemId id, Stream stream, int annotations, ItemContent content) {
  public Item item() {
    return new Item(id, content);
  }
}
