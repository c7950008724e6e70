package io.labelloop.local;

import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.GoldSpec;
import io.labelloop.campaign.PoolSize;
import io.labelloop.campaign.PoolSpec;
import io.labelloop.learning.Trainers;
import io.labelloop.learning.compare.LabeledItem;
import io.labelloop.local.store.MountedObjectStore;
import io.labelloop.pool.ContentColumns;
import io.labelloop.pool.DuplicateIds;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.PoolLine;
import io.labelloop.pool.PoolReader;
import io.labelloop.pool.Shard;
import io.labelloop.sequence.TaggedSentence;
import io.labelloop.simulation.PoolTruth;
import io.labelloop.simulation.UnknownTruthException;
import io.labelloop.workflow.document.PoolPlan;
import io.labelloop.workflow.port.InMemoryObjectStore;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.step.CampaignPool;
import io.labelloop.workflow.step.GoldFile;
import io.labelloop.workflow.step.Sentences;
import io.labelloop.workflow.step.StartModel;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A pool on this machine, outside of any campaign: for {@code check} and {@code compare}. */
public final class LabeledPool {
  private static final String KEY = "pool";
  private static final String CAMPAIGN_KEY = "campaign/campaign.json";

  private final PoolSpec spec;
  private final ObjectStore objects;
  private final PoolPlan plan;

  private LabeledPool(PoolSpec spec, Path path) {
    this.spec = spec;
    this.objects = new MountedObjectStore(new InMemoryObjectStore(), key(path), path);
    this.plan = CampaignPool.plan(objects, spec, key(path));
  }

  /** Keeps the file's name, since its ending tells the format. */
  private static String key(Path path) {
    return KEY + "/" + path.getFileName();
  }

  /** The pool of a campaign file. */
  static LabeledPool of(Path campaignFile, CampaignSpec spec) {
    Path folder = Optional.ofNullable(campaignFile.getParent()).orElse(Path.of(""));
    return new LabeledPool(
        spec.pool(), folder.resolve(spec.pool().location()).toAbsolutePath().normalize());
  }

  /** A file or a folder with a pool's columns. */
  static LabeledPool at(Path path, PoolSpec spec) {
    return new LabeledPool(spec, path.toAbsolutePath().normalize());
  }

  /** The items of a campaign's pool that have a true label. */
  public static List<LabeledItem> read(Path campaignFile, CampaignSpec spec) {
    return of(campaignFile, spec).labeled(spec);
  }

  /** The items of a file with the pool's columns that have a true label. */
  public static List<LabeledItem> readFile(Path file, CampaignSpec spec) {
    return new LabeledPool(spec.pool(), file).labeled(spec);
  }

  /** The sentences of a campaign's pool that have true tags. */
  public static List<TaggedSentence> readSentences(Path campaignFile, CampaignSpec spec) {
    return of(campaignFile, spec).tagged(spec);
  }

  /** The sentences of a file with the pool's columns that have true tags. */
  public static List<TaggedSentence> readSentencesOfFile(Path file, CampaignSpec spec) {
    return new LabeledPool(spec.pool(), file).tagged(spec);
  }

  private List<LabeledItem> labeled(CampaignSpec spec) {
    PoolTruth truth = truth(spec);
    return items().stream()
        .flatMap(
            item ->
                truth.of(item.id()).map(answer -> new LabeledItem(item, answer.label())).stream())
        .toList();
  }

  /** The sentences of the pool that have true tags. */
  private List<TaggedSentence> tagged(CampaignSpec spec) {
    PoolTruth truth = truth(spec);
    return items().stream()
        .flatMap(
            item ->
                truth
                    .of(item.id())
                    .map(
                        answer ->
                            new TaggedSentence(
                                item.id(), Sentences.tokens(item.content()), answer.tags()))
                    .stream())
        .toList();
  }

  private PoolTruth truth(CampaignSpec spec) {
    String column =
        spec.workforce()
            .simulated()
            .orElseThrow(
                () ->
                    new UnknownTruthException(
                        "/workforce: strategies are compared on true labels; name their column with a workforce of type"
                            + " 'simulated' and its 'truth'"))
            .truth();
    return PoolTruth.read(objects, plan.shards(), this.spec.id(), column, spec.task());
  }

  private Collection<Item> items() {
    Map<ItemId, Item> items = new LinkedHashMap<>();
    forEachLine(
        line -> {
          if (line instanceof PoolLine.Accepted accepted) {
            items.putIfAbsent(accepted.item().id(), accepted.item());
          }
        });
    return items.values();
  }

  /** The gold items of a campaign file, with what is wrong with them. */
  static GoldFile.Reading gold(Path campaignFile, CampaignSpec spec) {
    Optional<String> location = spec.workforce().gold().flatMap(GoldSpec::location);
    if (spec.workforce().gold().isEmpty()) {
      return new GoldFile.Reading(List.of(), List.of(), List.of());
    }
    LabeledPool pool = of(campaignFile, spec);
    ObjectStore objects =
        location
            .map(file -> LocalWorkspace.Mount.of(campaignFile, CAMPAIGN_KEY, file).in(pool.objects))
            .orElse(pool.objects);
    return GoldFile.read(objects, spec, pool.plan, CAMPAIGN_KEY);
  }

  /** The model that a campaign file starts from, with what is wrong with it. */
  public static StartModel.Reading startModel(Path campaignFile, CampaignSpec spec) {
    if (spec.model().startFrom().isEmpty()) {
      return StartModel.Reading.NONE;
    }
    LabeledPool pool = of(campaignFile, spec);
    return StartModel.read(
        LocalWorkspace.Mount.of(campaignFile, CAMPAIGN_KEY, spec.model().startFrom().get())
            .in(pool.objects),
        spec,
        Trainers.of(spec.model().trainer()),
        pool.plan,
        CAMPAIGN_KEY);
  }

  /** Reads every line; those that are rejected are counted from the beginning of their file. */
  void forEachLine(Consumer<PoolLine> consumer) {
    Map<String, Long> linesBefore = new HashMap<>();
    for (Shard shard : plan.shards()) {
      long before = linesBefore.getOrDefault(shard.key(), 0L);
      long lines =
          reader()
              .read(
                  shard,
                  line ->
                      consumer.accept(
                          line instanceof PoolLine.Rejected bad
                              ? new PoolLine.Rejected(bad.line().offsetBy(before))
                              : line));
      linesBefore.merge(shard.key(), lines, Long::sum);
    }
  }

  List<Shard> shards() {
    return plan.shards();
  }

  /** The size of the pool's files. */
  long bytes() {
    return objects.list(KEY).stream()
        .filter(object -> plan.shards().stream().anyMatch(s -> s.key().equals(object.key())))
        .mapToLong(ObjectStore.ObjectSummary::size)
        .sum();
  }

  /** Reads what a screen wants of a shard, and returns the number of its lines. */
  long read(Shard shard, PoolReader.Screen screen, Consumer<PoolLine> consumer) {
    return reader().read(shard, screen, consumer);
  }

  /** The columns that models see. */
  ContentColumns columns() {
    return CampaignPool.schema(spec, plan).content();
  }

  /** Whether the first shard is the only one. */
  boolean headIsAll() {
    return plan.shards().size() <= 1;
  }

  /**
   * How large the pool is.
   *
   * @param found items of the whole pool, or of its first shard, from which all are estimated
   */
  PoolSize size(long found, boolean whole) {
    long bytes = plan.shards().stream().mapToLong(LabeledPool::bytes).sum();
    long head = plan.shards().isEmpty() ? 1 : Math.max(1, bytes(plan.shards().getFirst()));
    return new PoolSize(
        whole ? found : Math.round((double) found * bytes / head), bytes, plan.shards().size());
  }

  private static long bytes(Shard shard) {
    return shard.end() - shard.start();
  }

  /** Reads the lines of the first shard. */
  void forEachLineOfTheHead(Consumer<PoolLine> consumer) {
    plan.shards().stream().limit(1).forEach(shard -> reader().read(shard, consumer));
  }

  private PoolReader reader() {
    return new PoolReader(
        CampaignPool.source(objects), CampaignPool.schema(spec, plan), DuplicateIds.NONE);
  }
}
