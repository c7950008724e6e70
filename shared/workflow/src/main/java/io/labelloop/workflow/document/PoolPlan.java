package io.labelloop.workflow.document;

import io.labelloop.pool.Shard;
import java.util.List;
import java.util.Optional;

/**
 * Which shards the pool has and what its columns are.
 *
 * @param columns the columns that models see: one for a text or an embedding, else one per feature
 * @param embeddingSize the length of the embedding's array; 0 where there is none
 * @param objects the pool's files, where the pool may grow: what is known of them, so that others
 *     are new
 */
public record PoolPlan(
    int version,
    List<String> columns,
    int embeddingSize,
    List<Shard> shards,
    Optional<List<KnownObject>> objects) {
  public static final int VERSION = 1;

  public PoolPlan {
    columns = List.copyOf(columns);
    shards = List.copyOf(shards);
    objects = objects.map(List::copyOf);
  }

  /**
   * A file of the pool as it was found; {@code tag} identifies its content, {@code size} in bytes.
   */
  public record KnownObject(String key, long size, String tag) {}
}
