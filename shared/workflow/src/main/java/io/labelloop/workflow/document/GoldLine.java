package io.labelloop.workflow.document;

import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;

/**
 * A hidden gold item.
 *
 * @param label its known label, one of the task's
 */
public record GoldLine(ItemId id, ItemContent content, String label) {}
