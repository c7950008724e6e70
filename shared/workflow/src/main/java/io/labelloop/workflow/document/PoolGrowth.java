package io.labelloop.workflow.document;

import java.util.Optional;

/**
 * What a round noticed of its growing pool before it began. Decided once for each round from the
 * second on, and a record: nothing but the pool at that time could say it again.
 *
 * @param round that looked
 * @param latest the latest round, up to this one, that found new objects; 0 if none has
 * @param plan the whole pool, if this round found new objects
 * @param firstNewShard the first of their shards, which follow those that were known; 0 if there is
 *     none
 */
public record PoolGrowth(
    int version, int round, int latest, Optional<PoolPlan> plan, int firstNewShard) {
  public static final int VERSION = 1;

  /** Whether this round found new objects. */
  public boolean grown() {
    return latest == round;
  }
}
