package io.labelloop.workflow.step;

import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.Finding;
import io.labelloop.campaign.GoldAnswer;
import io.labelloop.campaign.GoldItem;
import io.labelloop.campaign.GoldSpec;
import io.labelloop.campaign.PoolLocation;
import io.labelloop.campaign.TaskType;
import io.labelloop.pool.DuplicateIds;
import io.labelloop.pool.GoldReader;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.Picture;
import io.labelloop.pool.PictureColumns;
import io.labelloop.pool.PoolLine;
import io.labelloop.pool.PoolReader;
import io.labelloop.pool.Shard;
import io.labelloop.workflow.document.GoldLine;
import io.labelloop.workflow.document.PoolPlan;
import io.labelloop.workflow.port.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The hidden gold items of a campaign, from its file of them and from the campaign file itself.
 *
 * <p>Nothing is skipped: a gold item that is wrong makes every annotator look wrong, so whatever
 * cannot be read, contradicts itself or has an unknown label is a mistake of the input.
 */
public final class GoldFile {
  private static final int SHOWN = 20;

  private final CampaignSpec spec;
  private final GoldSpec gold;
  private final Map<ItemId, Item> items = new TreeMap<>();
  private final Map<ItemId, Known> labels = new TreeMap<>();
  private final List<String> mistakes = new ArrayList<>();

  /** A label and where it stands. */
  private record Known(String label, String place) {}

  private GoldFile(CampaignSpec spec, GoldSpec gold) {
    this.spec = spec;
    this.gold = gold;
  }

  /**
   * What was found.
   *
   * @param items ascending by id
   * @param mistakes all that is wrong; nothing may be done with the items then
   * @param warnings what may not be meant
   */
  public record Reading(List<GoldLine> items, List<Finding> mistakes, List<Finding> warnings) {
    public Reading {
      items = List.copyOf(items);
      mistakes = List.copyOf(mistakes);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Reads the gold items; none if the campaign has no hidden ones, or tags sentences: by these the
   * portal alone measures people.
   *
   * @param pool whose columns the file must have
   * @param campaignKey to whose folder a relative location belongs
   */
  public static Reading read(
      ObjectStore objects, CampaignSpec spec, PoolPlan pool, String campaignKey) {
    Optional<GoldSpec> gold = spec.workforce().gold();
    if (gold.isEmpty()
        || spec.task().type() == TaskType.SEQUENCE
        || (gold.get().location().isEmpty() && gold.get().hidden().isEmpty())) {
      return new Reading(List.of(), List.of(), List.of());
    }
    var file = new GoldFile(spec, gold.get());
    gold.get()
        .location()
        .ifPresent(
            location ->
                file.readFile(
                    objects, pool, location, PoolLocation.resolve(campaignKey, location)));
    file.addInline(pool);
    return file.result();
  }

  private void readFile(ObjectStore objects, PoolPlan pool, String location, String prefix) {
    List<Shard> shards;
    try {
      PoolPlan plan = CampaignPool.plan(objects, spec.pool(), prefix);
      if (!plan.columns().equals(pool.columns()) || plan.embeddingSize() != pool.embeddingSize()) {
        mistakes.add(
            "'"
                + location
                + "' must have the pool's columns "
                + pool.columns()
                + ", but has "
                + plan.columns());
        return;
      }
      shards = plan.shards();
    } catch (PoolProblemException problem) {
      mistakes.add("'" + location + "' must have the pool's columns: " + problem.getMessage());
      return;
    }
    var reader =
        new PoolReader(
            CampaignPool.source(objects),
            CampaignPool.schema(spec.pool(), pool),
            DuplicateIds.NONE);
    var known = new GoldReader(CampaignPool.source(objects), spec.pool().id(), gold.label());
    for (Shard shard : shards) {
      reader.read(shard, this::add);
      known.read(
          shard, (line, item, label) -> add(item, new Known(label, shard.key() + ":" + line)));
    }
  }

  private void add(PoolLine line) {
    switch (line) {
      case PoolLine.Accepted accepted -> items.putIfAbsent(accepted.item().id(), accepted.item());
      case PoolLine.Rejected rejected ->
          mistakes.add(
              rejected.line().key()
                  + ":"
                  + rejected.line().line()
                  + ": "
                  + rejected.line().message());
    }
  }

  private void add(ItemId item, Known known) {
    if (spec.task().labels().indexOf(known.label()).isEmpty()) {
      mistakes.add(
          known.place()
              + ": the column '"
              + gold.label()
              + "' of item '"
              + item
              + "' must have one of the task's labels "
              + spec.task().labels()
              + ", but "
              + (known.label().isEmpty() ? "has none" : "has '" + known.label() + "'"));
      return;
    }
    Known before = labels.putIfAbsent(item, known);
    if (before != null) {
      mistakes.add(
          known.place()
              + ": item '"
              + item
              + "' stands in "
              + before.place()
              + " already"
              + (before.label().equals(known.label())
                  ? ""
                  : ", and there it is '"
                      + before.label()
                      + "', not '"
                      + known.label()
                      + "': neither can be trusted"));
    }
  }

  private void addInline(PoolPlan pool) {
    Optional<PictureColumns> pictures = CampaignPool.schema(spec.pool(), pool).picture();
    for (GoldItem item : gold.hidden()) {
      if (item.answer() instanceof GoldAnswer.OfClass known) {
        if (!ofThePoolsKind(item.content(), pool, pictures.isPresent())) {
          mistakes.add(
              "item '"
                  + item.id()
                  + "' must have what the pool's items have ("
                  + String.join(", ", pool.columns())
                  + (pictures.isPresent() ? "; a picture, with or without them" : "")
                  + ")");
        }
        pictures
            .flatMap(columns -> picture(item.content()).flatMap(columns::objection))
            .ifPresent(why -> mistakes.add("the picture of item '" + item.id() + "': " + why));
        items.putIfAbsent(item.id(), new Item(item.id(), item.content()));
        add(item.id(), new Known(known.label(), "the campaign file"));
      }
    }
  }

  private static Optional<Picture> picture(ItemContent content) {
    return content instanceof ItemContent.Features features ? features.picture() : Optional.empty();
  }

  /** Whether it looks like the others: what looks different would be no secret. */
  private static boolean ofThePoolsKind(ItemContent content, PoolPlan pool, boolean pictures) {
    return switch (content) {
      case ItemContent.Features features ->
          features.picture().isPresent() == pictures
              && ((pictures && features.values().size() == 0)
                  || features.values().size()
                      == (pool.embeddingSize() > 0 ? pool.embeddingSize() : pool.columns().size()));
      case ItemContent.Text text -> pool.embeddingSize() == 0 && pool.columns().size() == 1;
      case ItemContent.Tokens tokens -> false;
    };
  }

  private Reading result() {
    var lines = new ArrayList<GoldLine>();
    if (mistakes.isEmpty()) {
      for (Item item : items.values()) {
        Known known = Objects.requireNonNull(labels.get(item.id()));
        lines.add(new GoldLine(item.id(), item.content(), known.label()));
      }
      checkEnough(lines);
    }
    return new Reading(lines, findings(), mistakes.isEmpty() ? warnings(lines) : List.of());
  }

  private void checkEnough(List<GoldLine> lines) {
    if (lines.size() < GoldSpec.FEWEST) {
      mistakes.add(
          "there must be at least "
              + GoldSpec.FEWEST
              + " hidden gold items (fewer say nothing about anybody), but there were "
              + lines.size());
      return;
    }
    Set<String> different = lines.stream().map(GoldLine::label).collect(Collectors.toSet());
    if (different.size() < 2) {
      mistakes.add(
          "gold items must have at least two different labels (whoever always answers "
              + different
              + " would look perfect), but all had that one");
    }
  }

  private List<Finding> findings() {
    var shown = new ArrayList<Finding>();
    mistakes.stream().limit(SHOWN).forEach(mistake -> shown.add(finding(mistake)));
    if (mistakes.size() > SHOWN) {
      shown.add(finding("and " + (mistakes.size() - SHOWN) + " more"));
    }
    return shown;
  }

  private static Finding finding(String message) {
    return new Finding("/workforce/gold", message, Optional.empty());
  }

  private static List<Finding> warnings(List<GoldLine> lines) {
    return lines.size() >= GoldSpec.ENOUGH
        ? List.of()
        : List.of(
            finding(
                "has "
                    + lines.size()
                    + " hidden items; confidences are calibrated by them from "
                    + GoldSpec.ENOUGH
                    + " answered ones on"));
  }
}
