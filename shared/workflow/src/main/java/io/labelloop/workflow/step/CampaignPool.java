package io.labelloop.workflow.step;

import io.labelloop.campaign.ContentSpec;
import io.labelloop.campaign.GoldItem;
import io.labelloop.campaign.ImageSpec;
import io.labelloop.campaign.PoolSpec;
import io.labelloop.pool.ContentColumns;
import io.labelloop.pool.DuplicateIds;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.NumberArray;
import io.labelloop.pool.PictureColumns;
import io.labelloop.pool.PoolFormat;
import io.labelloop.pool.PoolHeader;
import io.labelloop.pool.PoolLine;
import io.labelloop.pool.PoolObject;
import io.labelloop.pool.PoolReader;
import io.labelloop.pool.PoolSchema;
import io.labelloop.pool.RangeSource;
import io.labelloop.pool.Shard;
import io.labelloop.pool.ShardPlan;
import io.labelloop.pool.UnacceptableFileException;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.PoolPlan;
import io.labelloop.workflow.port.ObjectStore;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pool of a campaign in the object store. */
public final class CampaignPool {
  /** How many bytes a shard has at least: some seconds of work for one function. */
  private static final long SHARD_BYTES = 16L << 20;

  private final Campaign campaign;
  private final int round;
  private final PoolPlan plan;
  private final Set<ItemId> gold;

  public CampaignPool(Campaign campaign) {
    this.campaign = campaign;
    this.round = campaign.pool().now();
    this.plan = campaign.pool().plan(round);
    this.gold = goldIds(campaign);
  }

  /**
   * The hidden gold items: those that consolidation knows, and sentences, which the portal hides.
   */
  private static Set<ItemId> goldIds(Campaign campaign) {
    return Stream.concat(
            campaign.gold().keySet().stream(),
            campaign.spec().workforce().gold().stream()
                .flatMap(gold -> gold.hidden().stream())
                .map(GoldItem::id))
        .collect(Collectors.toSet());
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
    List<ObjectStore.ObjectSummary> found = objects.list(prefix);
    List<ObjectStore.ObjectSummary> files = files(found, prefix);
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
              + "; accepted are files that end in "
              + PoolFormat.ENDINGS);
    }
    PoolHeader header = header(objects, object(files.getFirst()));
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
        PoolPlan.VERSION,
        names,
        embeddingSize,
        ShardPlan.of(
            files.stream().map(CampaignPool::object).toList(), SHARD_BYTES, source(objects)),
        spec.growing() ? Optional.of(known(files)) : Optional.empty());
  }

  /**
   * The plan of a pool that has grown: its new files as shards behind those that were known.
   *
   * @return nothing where there is no new file
   * @throws PoolChangedException if a file that was known has changed or vanished
   * @throws PoolProblemException if a new file lacks a column, or there are too many shards
   */
  static Optional<PoolPlan> grown(
      ObjectStore objects, PoolSpec spec, String prefix, PoolPlan before) {
    List<ObjectStore.ObjectSummary> files = files(objects.list(prefix), prefix);
    List<PoolPlan.KnownObject> known = before.objects().orElse(List.of());
    refuseChanges(known, known(files));
    Set<String> names = known.stream().map(PoolPlan.KnownObject::key).collect(Collectors.toSet());
    List<PoolObject> added =
        files.stream()
            .filter(file -> !names.contains(file.key()))
            .map(CampaignPool::object)
            .toList();
    if (added.isEmpty()) {
      return Optional.empty();
    }
    for (PoolObject file : added) {
      columns(spec, header(objects, file));
    }
    var shards = new ArrayList<>(before.shards());
    shards.addAll(ShardPlan.of(added, SHARD_BYTES, source(objects), shards.size()));
    if (shards.size() > ShardPlan.MAX_SHARDS) {
      throw new PoolProblemException(
          "/pool/location: the pool has grown to "
              + shards.size()
              + " parts, and at most "
              + ShardPlan.MAX_SHARDS
              + " are read; add fewer and larger files");
    }
    return Optional.of(
        new PoolPlan(
            PoolPlan.VERSION,
            before.columns(),
            before.embeddingSize(),
            shards,
            Optional.of(known(files))));
  }

  private static void refuseChanges(
      List<PoolPlan.KnownObject> before, List<PoolPlan.KnownObject> now) {
    Map<String, PoolPlan.KnownObject> found =
        now.stream().collect(Collectors.toMap(PoolPlan.KnownObject::key, Function.identity()));
    String changes =
        before.stream()
            .filter(known -> !known.equals(found.get(known.key())))
            .map(
                known ->
                    known.key()
                        + (found.containsKey(known.key())
                            ? " has changed (had "
                                + known.size()
                                + " bytes, has "
                                + found.get(known.key()).size()
                                + ")"
                            : " has vanished"))
            .collect(Collectors.joining("; "));
    if (!changes.isEmpty()) {
      throw new PoolChangedException(
          "/pool/growing: a pool grows by new files only, but "
              + changes
              + "; bring back what was there, put new items into new files, and run again");
    }
  }

  private static List<ObjectStore.ObjectSummary> files(
      List<ObjectStore.ObjectSummary> found, String prefix) {
    String folder = prefix.endsWith("/") ? prefix : prefix + "/";
    return found.stream()
        .filter(object -> object.key().equals(prefix) || object.key().startsWith(folder))
        .filter(object -> object.size() > 0 && PoolFormat.of(object.key()).isPresent())
        .toList();
  }

  private static PoolObject object(ObjectStore.ObjectSummary file) {
    return new PoolObject(file.key(), file.size());
  }

  private static List<PoolPlan.KnownObject> known(List<ObjectStore.ObjectSummary> files) {
    return files.stream()
        .map(file -> new PoolPlan.KnownObject(file.key(), file.size(), file.etag().value()))
        .toList();
  }

  /** The array of shards that Distributed Maps read. */
  static byte[] shardList(List<Shard> shards) {
    return JsonCodec.document(
        shards.stream().map(shard -> Map.of("index", shard.index())).toList());
  }

  private static ContentColumns columns(PoolSpec spec, PoolHeader header) {
    requireColumn("/pool/id", spec.id(), header);
    Optional<ImageSpec.Reference> pictures = pictures(spec);
    pictures.ifPresent(image -> requireColumn("/pool/image", image.column(), header));
    Set<String> none =
        Stream.concat(
                Stream.of(spec.id()),
                pictures.stream()
                    .flatMap(
                        image -> Stream.concat(Stream.of(image.column()), image.alt().stream())))
            .collect(Collectors.toSet());
    return switch (spec.content()) {
      case ContentSpec.Text text -> {
        requireColumn("/pool/text", text.column(), header);
        yield new ContentColumns.TextColumn(text.column());
      }
      case ContentSpec.Features features -> {
        List<String> matching =
            header.matching(features.patterns()).stream()
                .filter(column -> !none.contains(column))
                .toList();
        if (matching.isEmpty()) {
          throw missing("/pool/features", String.join(", ", features.patterns()), header);
        }
        yield new ContentColumns.FeatureColumns(matching);
      }
      case ContentSpec.Embedding embedding -> {
        requireColumn("/pool/embedding", embedding.column(), header);
        int size =
            header
                .firstRecord()
                .map(record -> NumberArray.of(record.path(embedding.column())).size())
                .orElse(0);
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

  /** The columns of a file; one that cannot be a part of any pool is the user's to change. */
  private static PoolHeader header(ObjectStore objects, PoolObject file) {
    try {
      return PoolHeader.read(source(objects), file);
    } catch (UncheckedIOException unread) {
      if (unread.getCause() instanceof UnacceptableFileException) {
        throw new PoolProblemException("/pool/location: " + unread.getMessage());
      }
      throw unread;
    }
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
    return new PoolSchema(
        spec.id(),
        content,
        pictures(spec)
            .map(
                image ->
                    new PictureColumns(
                        image.column(), image.alt(), image.hosts(), whyNoKeys(spec, image))),
        spec.maxTextLength());
  }

  private static Optional<String> whyNoKeys(PoolSpec spec, ImageSpec.Reference image) {
    if (!image.keys()) {
      return Optional.of(
          "keys are objects of the bucket, which workers of mechanical-turk cannot read; give https addresses");
    }
    return PoolFormat.of(spec.location()).isPresent()
        ? Optional.of(
            "keys are looked for in the pool's folder, but /pool/location is a file; make it a folder, or give"
                + " addresses")
        : Optional.empty();
  }

  private static Optional<ImageSpec.Reference> pictures(PoolSpec spec) {
    return spec.image()
        .filter(ImageSpec.Reference.class::isInstance)
        .map(ImageSpec.Reference.class::cast);
  }

  public List<Shard> shards() {
    return plan.shards();
  }

  /** Reads a shard for the first time, when it is not known yet which ids occur elsewhere. */
  long readFirst(int shard, Consumer<PoolLine> consumer) {
    return read(shard, DuplicateIds.NONE, consumer);
  }

  /**
   * Reads a shard under a verdict on duplicated ids, and returns the number of its lines. Items
   * that are gold are left out: they are no items of the pool.
   */
  long read(int shard, DuplicateIds duplicates, Consumer<PoolLine> consumer) {
    return read(shard, duplicates, PoolReader.Screen.NONE, consumer);
  }

  private long read(
      int shard, DuplicateIds duplicates, PoolReader.Screen screen, Consumer<PoolLine> consumer) {
    return new PoolReader(
            source(campaign.documents().objects()),
            schema(campaign.spec().pool(), plan),
            duplicates)
        .read(
            plan.shards().get(shard),
            screen,
            line -> {
              if (!(line instanceof PoolLine.Accepted accepted
                  && gold.contains(accepted.item().id()))) {
                consumer.accept(line);
              }
            });
  }

  /** The items of a shard, once it is decided which lines are the items of duplicated ids. */
  public void forEachItem(int shard, Consumer<Item> consumer) {
    forEachItem(shard, PoolReader.Screen.NONE, consumer);
  }

  /** The same, without items that the screen does not want. */
  public void forEachItem(int shard, PoolReader.Screen screen, Consumer<Item> consumer) {
    DuplicateIds duplicates = campaign.pool().duplicates(round);
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
