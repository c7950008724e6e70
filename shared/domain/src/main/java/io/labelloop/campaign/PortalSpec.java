package io.labelloop.campaign;

import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.sequence.Entity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the labeling portal asks.
 *
 * @param shortGuidelines always in sight; plain text, may be empty
 * @param fullGuidelines one key away; Markdown, may be empty. Both are what the campaign starts
 *     with; a manager may change them
 * @param deadline how long people may take for one job
 * @param leaseMin how long an item is kept for a person at least
 * @param leaseMax how long at most
 * @param goldShare how many of the items that a person gets are hidden gold items
 * @param gold items whose answers are known
 */
public record PortalSpec(
    String shortGuidelines,
    String fullGuidelines,
    Order order,
    Duration deadline,
    Duration leaseMin,
    Duration leaseMax,
    double goldShare,
    List<GoldItem> gold) {
  /** What a campaign file that says nothing gets. */
  public static final PortalSpec DEFAULT =
      new PortalSpec(
          "",
          "",
          Order.RANDOM,
          Duration.ofDays(14),
          Duration.ofMinutes(2),
          Duration.ofMinutes(30),
          0.05,
          List.of());

  public PortalSpec {
    gold = List.copyOf(gold);
  }

  /** In which order people meet the items of a job; it differs by person in both cases. */
  public enum Order {
    RANDOM,
    EASY_FIRST
  }

  /**
   * An item whose answer is known. It is no item of the pool.
   *
   * @param training whether it comes first and people are told whether they were right; other gold
   *     items are hidden among the rest
   * @param why what is told besides
   */
  public record GoldItem(
      ItemId id, ItemContent content, GoldAnswer answer, boolean training, Optional<String> why) {}

  /** The right answer to a gold item. */
  public sealed interface GoldAnswer {
    /** One of the task's labels. */
    record OfClass(String label) implements GoldAnswer {}

    /** The entities of a sentence, by their first tokens, none of them over another; maybe none. */
    record OfEntities(List<Entity> entities) implements GoldAnswer {
      public OfEntities {
        entities = List.copyOf(entities);
      }
    }
  }
}
