package io.labelloop.workflow.document;

import io.labelloop.pool.Shard;
import java.util.List;

/**
 * Which shards the pool has and what its columns are.
 *
 * @param columns the columns that models see: one for a text or an embedding, else one per feature
 * @param embeddingSize the length of the embedding's array; 0 where there is none
 */
public record PoolPlan(int version, List<String> columns, int embeddingSize, List<Shard> shards) {
  public static final int VERSION = 1;

  public PoolPlan {
    columns = List.copyOf(columns);
    shards = List.copyOf(shards);
  }
}
