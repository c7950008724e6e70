package io.labelloop.workflow.step;

import io.labelloop.campaign.ContentSpec;
import io.labelloop.campaign.PoolSpec;
import io.labelloop.pool.ContentColumns;
import io.labelloop.pool.DuplicateIds;
import io.labelloop.pool.Item;
import io.labelloop.pool.PoolFormat;
import io.labelloop.pool.PoolHeader;
import io.labelloop.pool.PoolLine;
import io.labelloop.pool.PoolObject;
import io.labelloop.pool.PoolReader;
import io.labelloop.pool.PoolSchema;
import io.labelloop.pool.RangeSource;
import io.labelloop.pool.Shard;
import io.labelloop.pool.ShardPlan;
import io.labelloop.workflow.document.Duplicates;
import io.labelloop.workflow.document.PoolPlan;
import io.labelloop.workflow.port.ObjectStore;
import java.util.List;
import java.util.function.Consumer;

/** The pool of a campaign in the object store. */
public final class CampaignPool {
  /** How many bytes a shard has at least: some seconds of work for one function. */
  private static final long SHARD_BYTES = 16L << 20;

  private final Campaign campaign;
  private final PoolPlan plan;

  public CampaignPool(Campaign campaign) {
    this.campaign = campaign;
    this.plan = campaign.poolPlan();
  }

  /** The store as the pool's readers see it. */
  public static RangeSource source(ObjectStore objects) {
    return objects::open;
  }

  /**
   * Finds the pool's files, resolves its columns and plans its shards.
   *
   * @param prefix the key of a file, or the prefix of a folder
   * @throws PoolProblemException if there is no pool, or it lacks a column
   */
  public static PoolPlan plan(ObjectStore objects, PoolSpec spec, String prefix) {
    String folder = prefix.endsWith("/") ? prefix : prefix + "/";
    List<ObjectStore.ObjectSummary> found = objects.list(prefix);
    List<PoolObject> files =
        found.stream()
            .filter(object -> object.key().equals(prefix) || object.key().startsWith(folder))
            .filter(object -> object.size() > 0 && PoolFormat.of(object.key()).isPresent())
            .map(object -> new PoolObject(object.key(), object.size()))
            .toList();
    if (files.isEmpty()) {
      throw new PoolProblemException(
          "/pool/location: there is no pool at '"
              + spec.location()
              + "'"
              + (found.isEmpty()
                  ? ""
                  : ": what is there ("
                      + found.getFirst().key()
                      + (found.size() > 1 ? ", ..." : "")
                      + ") is empty or of another kind")
              + "; accepted are files that end in .jsonl, .ndjson, .csv or .conll, also with .gz");
    }
    PoolHeader header = PoolHeader.read(source(objects), files.getFirst());
    ContentColumns columns = columns(spec, header);
    List<String> names =
        switch (columns) {
          case ContentColumns.TextColumn text -> List.of(text.column());
          case ContentColumns.FeatureColumns features -> features.columns();
          case ContentColumns.EmbeddingColumn embedding -> List.of(embedding.column());
          case ContentColumns.TokensColumn tokens -> List.of(tokens.column());
        };
    int embeddingSize =
        columns instanceof ContentColumns.EmbeddingColumn embedding ? embedding.size() : 0;
    return new PoolPlan(
        PoolPlan.VERSION, names, embeddingSize, ShardPlan.of(files, SHARD_BYTES, source(objects)));
  }

  private static ContentColumns columns(PoolSpec spec, PoolHeader header) {
    requireColumn("/pool/id", spec.id(), header);
    return switch (spec.content()) {
      case ContentSpec.Text text -> {
        requireColumn("/pool/text", text.column(), header);
        yield new ContentColumns.TextColumn(text.column());
      }
      case ContentSpec.Features features -> {
        List<String> matching =
            header.matching(features.patterns()).stream()
                .filter(column -> !column.equals(spec.id()))
                .toList();
        if (matching.isEmpty()) {
          throw missing("/pool/features", String.join(", ", features.patterns()), header);
        }
        yield new ContentColumns.FeatureColumns(matching);
      }
      case ContentSpec.Embedding embedding -> {
        requireColumn("/pool/embedding", embedding.column(), header);
        int size =
            header.firstRecord().map(record -> record.path(embedding.column()).size()).orElse(0);
        if (size == 0) {
          throw new PoolProblemException(
              "/pool/embedding: '"
                  + embedding.column()
                  + "' of the first item in "
                  + header.key()
                  + " is no array of numbers");
        }
        yield new ContentColumns.EmbeddingColumn(embedding.column(), size);
      }
      case ContentSpec.Tokens tokens -> {
        requireColumn("/pool/tokens", tokens.column(), header);
        yield new ContentColumns.TokensColumn(tokens.column());
      }
    };
  }

  private static void requireColumn(String pointer, String column, PoolHeader header) {
    if (!header.columns().contains(column)) {
      throw missing(pointer, column, header);
    }
  }

  private static PoolProblemException missing(String pointer, String column, PoolHeader header) {
    return new PoolProblemException(
        pointer
            + ": "
            + header.key()
            + " has no column '"
            + column
            + "'; it has "
            + String.join(", ", header.columns().stream().limit(20).toList())
            + (header.columns().size() > 20 ? ", ..." : "")
            + io.labelloop.campaign.NearestName.of(column, header.columns())
                .map(name -> "; did you mean '" + name + "'?")
                .orElse(""));
  }

  /** What readers of a pool look for, once its columns are resolved. */
  public static PoolSchema schema(PoolSpec spec, PoolPlan plan) {
    ContentColumns content =
        switch (spec.content()) {
          case ContentSpec.Text text -> new ContentColumns.TextColumn(plan.columns().getFirst());
          case ContentSpec.Features features -> new ContentColumns.FeatureColumns(plan.columns());
          case ContentSpec.Embedding embedding ->
              new ContentColumns.EmbeddingColumn(plan.columns().getFirst(), plan.embeddingSize());
          case ContentSpec.Tokens tokens ->
              new ContentColumns.TokensColumn(plan.columns().getFirst());
        };
    return new PoolSchema(spec.id(), content, spec.maxTextLength());
  }

  public List<Shard> shards() {
    return plan.shards();
  }

  /** Reads a shard for the first time, when it is not known yet which ids occur elsewhere. */
  long readFirst(int shard, Consumer<PoolLine> consumer) {
    return read(shard, DuplicateIds.NONE, consumer);
  }

  /** Reads a shard under a verdict on duplicated ids, and returns the number of its lines. */
  long read(int shard, DuplicateIds duplicates, Consumer<PoolLine> consumer) {
    return read(shard, duplicates, PoolReader.Screen.NONE, consumer);
  }

  private long read(
      int shard, DuplicateIds duplicates, PoolReader.Screen screen, Consumer<PoolLine> consumer) {
    return new PoolReader(
            source(campaign.documents().objects()),
            schema(campaign.spec().pool(), plan),
            duplicates)
        .read(plan.shards().get(shard), screen, consumer);
  }

  /** The items of a shard, once {@link DrawStreams} has decided on duplicated ids. */
  public void forEachItem(int shard, Consumer<Item> consumer) {
    forEachItem(shard, PoolReader.Screen.NONE, consumer);
  }

  /** The same, without items that the screen does not want. */
  public void forEachItem(int shard, PoolReader.Screen screen, Consumer<Item> consumer) {
    DuplicateIds duplicates =
        campaign.documents().get(campaign.keys().duplicates(), Duplicates.class).toIds();
    read(
        shard,
        duplicates,
        screen,
        line -> {
          if (line instanceof PoolLine.Accepted accepted) {
            consumer.accept(accepted.item());
          }
        });
  }
}
