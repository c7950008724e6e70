package io.labelloop.budget;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a ceiling over several campaigns is divided among them: each has a share, which is its budget
 * while it runs and what it has spent once it has ended. No share is given that would lift their
 * sum over the ceiling; since a campaign never has more settled and reserved than its budget, all
 * together stay below it too.
 *
 * @param shares by campaign, all in the ceiling's currency
 */
public record Allotments(Money ceiling, SortedMap<String, Money> shares) {
  public Allotments {
    shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
    // finds a share in another currency
    shares.values().forEach(ceiling::compareTo);
  }

  /** Nothing is allotted yet. */
  public static Allotments of(Money ceiling) {
    return new Allotments(ceiling, new TreeMap<>(Map.of()));
  }

  /** What came of a wish. */
  public sealed interface Answer {
    /** The campaign has the share. */
    record Granted(Allotments allotments) implements Answer {}

    /**
     * It would be too much.
     *
     * @param left the most that this campaign could have
     */
    record Denied(Money left) implements Answer {}
  }

  /**
   * Gives a campaign a share instead of the one that it has. A smaller one is always granted, even
   * where the ceiling was lowered below the sum of all.
   */
  public Answer allot(String campaign, Money share) {
    Money has = shares.getOrDefault(campaign, Money.zero(ceiling.currency()));
    Money left = left(campaign);
    return share.isMoreThan(has) && share.isMoreThan(left)
        ? new Answer.Denied(left)
        : new Answer.Granted(with(campaign, share));
  }

  /** What a campaign that has ended has spent; the rest of its share is free again. */
  public Allotments settle(String campaign, Money spent) {
    return with(campaign, spent);
  }

  /** The most that one campaign can have beside the others. */
  private Money left(String campaign) {
    Money others =
        shares.entrySet().stream()
            .filter(share -> !share.getKey().equals(campaign))
            .map(Map.Entry::getValue)
            .reduce(Money.zero(ceiling.currency()), Money::plus);
    return others.isMoreThan(ceiling) ? Money.zero(ceiling.currency()) : ceiling.minus(others);
  }

  private Allotments with(String campaign, Money share) {
    var next = new TreeMap<>(shares);
    next.put(campaign, share);
    return new Allotments(ceiling, next);
  }
}
