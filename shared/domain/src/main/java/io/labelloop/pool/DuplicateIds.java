package io.labelloop.pool;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which of several lines with one id is the item: the one whose content has the smallest
 * hash, so that neither the order of the lines nor their split into files matters. Of lines with
 * equal content, the first of the first shard is taken; which one that is makes no difference.
 *
 * <p>Ids are compared by 64-bit hashes; two different ids of one pool of a hundred million items
 * share one with a probability of about 0.03 %, and then one of them is rejected as a duplicate.
 */
public final class DuplicateIds {
  /** No line is rejected but repetitions within the shard; for the first reading of a pool. */
  public static final DuplicateIds NONE = new DuplicateIds(Map.of());

  private static final SeededOrder IDS = new SeededOrder(0, "id");

  private final Map<Long, Winner> winners;

  /** The line that is the item: of the lines with this content, the first of this shard. */
  public record Winner(long contentHash, int shard) {}

  /** Where an id occurred. */
  public record Occurrence(long idHash, long contentHash, int shard) {}

  private DuplicateIds(Map<Long, Winner> winners) {
    this.winners = Map.copyOf(winners);
  }

  /** The verdict on ids that occurred more than once. */
  public static DuplicateIds of(List<Occurrence> occurrences) {
    Map<Long, Winner> winners = new HashMap<>();
    for (Occurrence occurrence : occurrences) {
      winners.merge(
          occurrence.idHash(),
          new Winner(occurrence.contentHash(), occurrence.shard()),
          (left, right) -> {
            int byContent = Long.compareUnsigned(left.contentHash(), right.contentHash());
            boolean leftWins = byContent < 0 || (byContent == 0 && left.shard() <= right.shard());
            return leftWins ? left : right;
          });
    }
    return new DuplicateIds(winners);
  }

  /**
   * The verdict once a pool has grown: an id that was there before stays the item that it was.
   *
   * @param repeated every occurrence of the ids that occur more than once, old and new
   * @param firstNew index of the first shard that was added
   */
  public DuplicateIds extendedBy(List<Occurrence> repeated, int firstNew) {
    Map<Long, Winner> extended =
        new HashMap<>(of(repeated.stream().filter(o -> o.shard() >= firstNew).toList()).winners);
    for (Occurrence old : repeated) {
      if (old.shard() < firstNew) {
        extended.put(old.idHash(), new Winner(old.contentHash(), old.shard()));
      }
    }
    extended.putAll(winners);
    return new DuplicateIds(extended);
  }

  /** Whether an item of a shard that was added is new, and not one of an id that was known. */
  public boolean isNew(Item item, int firstNew) {
    Winner winner = winners.get(hash(item.id()));
    return winner == null || winner.shard() >= firstNew;
  }

  /** The verdict as it was stored. */
  public static DuplicateIds ofWinners(Map<Long, Winner> winners) {
    return new DuplicateIds(winners);
  }

  public Map<Long, Winner> winners() {
    return winners;
  }

  /**
   * Whether a line is the item of its id; {@code given} collects the duplicated ids that this shard
   * has given.
   */
  boolean isItem(PoolLine.Accepted line, int shard, Set<ItemId> given) {
    Winner winner = winners.get(hash(line.item().id()));
    if (winner == null) {
      return true;
    }
    return winner.contentHash() == line.contentHash()
        && winner.shard() == shard
        && given.add(line.item().id());
  }

  /** Whether the id of a line occurs more than once. */
  boolean mayConcern(ScannedLine line) {
    return !winners.isEmpty() && winners.containsKey(IDS.placeOf(line));
  }

  /** The hash by which ids are compared. */
  public static long hash(ItemId id) {
    return IDS.placeOf(id);
  }

  static long hash(ItemContent content) {
    return switch (content) {
      case ItemContent.Text text -> hash(bytes(text.text()));
      case ItemContent.Features features ->
          31 * hash(features.values().toArray())
              + features.picture().map(picture -> hash(bytes(picture.location()))).orElse(0L);
      // no token holds a line break
      case ItemContent.Tokens tokens -> hash(bytes(String.join("\n", tokens.tokens())));
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static long hash(double[] values) {
    long hash = 1;
    for (double value : values) {
      hash = 31 * hash + Double.doubleToLongBits(value);
    }
    return hash;
  }

  private static long hash(byte[] bytes) {
    long hash = 1;
    for (byte b : bytes) {
      hash = 0x100000001b3L * (hash ^ b);
    }
    return hash;
  }
}
