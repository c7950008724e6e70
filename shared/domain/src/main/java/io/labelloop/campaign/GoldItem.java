package io.labelloop.campaign;

import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import java.util.Optional;

/**
 * An item whose answer is known. It is no item of the pool: it is never certified, trained on or
 * counted as a label.
 *
 * @param content a picture may come without numbers: people see nothing of them
 * @param answer a class, or the entities of a sentence in a sequence task
 * @param training whether it comes first and people are told whether they were right, which only
 *     the portal can; other gold items are hidden among the rest
 * @param why what is told besides
 */
public record GoldItem(
    ItemId id, ItemContent content, GoldAnswer answer, boolean training, Optional<String> why) {}
