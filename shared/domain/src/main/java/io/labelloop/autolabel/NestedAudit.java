package io.labelloop.autolabel;

import io.labelloop.pool.ItemId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The audit of nested candidate sets in fixed sequence: what to ask next, or what is certified.
 *
 * <p>A set's audit items are its first ones in a seeded order, so a larger set's audit shares items
 * with that of the smaller one: only the rest is asked. The state follows from the answers alone,
 * so that a repeated call comes to the same result. The fixed sequence of tests is that of Maurer,
 * Hothorn, Lehmacher: Multiple comparisons in drug clinical trials and preclinical assays. 1995.
 */
public final class NestedAudit {
  private final AuditDesign design;
  private final List<Candidate> candidates;
  private final int[] known;
  private final Map<ItemId, Integer> rings = new HashMap<>();

  /**
   * @param ring counted from 0
   */
  public record Candidate(ItemId id, int ring) {}

  /**
   * A look at a set.
   *
   * @param set counted from 0
   * @param items of the set
   * @param audited the items that the look counts
   * @param mistakes audited items that the model labels wrong
   * @param pValue of these mistakes, if the set just failed the precision
   */
  public record Look(
      int set, int items, int audited, int mistakes, double pValue, boolean certified) {}

  /** Where an audit stands. */
  public sealed interface State {
    /** All looks so far. */
    List<Look> trail();

    /** These items have to be audited next. */
    record Ask(List<ItemId> items, List<Look> trail) implements State {
      public Ask {
        items = List.copyOf(items);
        trail = List.copyOf(trail);
      }
    }

    /**
     * The audit is over.
     *
     * @param certifiedSet the largest certified set, counted from 0; empty if none is
     * @param why it ended
     */
    record Done(Optional<Integer> certifiedSet, String why, List<Look> trail) implements State {
      public Done {
        trail = List.copyOf(trail);
      }
    }
  }

  /**
   * @param candidates items of all rings in the seeded order, of each ring at least as many of its
   *     first ones as the design can ask for
   */
  public NestedAudit(AuditDesign design, List<Candidate> candidates) {
    this.design = design;
    this.candidates = List.copyOf(candidates);
    this.known = new int[design.sets()];
    for (Candidate candidate : candidates) {
      known[candidate.ring()]++;
      rings.put(candidate.id(), candidate.ring());
    }
  }

  /**
   * The state after some answers.
   *
   * @param wrong whether the model labels an audited item wrong; items that are not in it were not
   *     audited yet
   */
  public State state(Map<ItemId, Boolean> wrong) {
    var trail = new ArrayList<Look>();
    Optional<Integer> certified = Optional.empty();
    for (int set = design.firstSet(); set < design.sets(); set++) {
      Optional<State> halt = test(set, certified, wrong, trail);
      if (halt.isPresent()) {
        return halt.get();
      }
      certified = Optional.of(set);
    }
    return new State.Done(certified, "every set is certified", trail);
  }

  // nothing where the set is certified
  private Optional<State> test(
      int set, Optional<Integer> certified, Map<ItemId, Boolean> wrong, List<Look> trail) {
    for (int look = 0; look < design.looks().size(); look++) {
      List<ItemId> prefix = prefix(set, design.looks().get(look));
      List<ItemId> missing = prefix.stream().filter(id -> !wrong.containsKey(id)).toList();
      if (look == 0 && set > design.firstSet() && !worthIt(set, missing.size())) {
        return Optional.of(
            new State.Done(
                certified, "auditing the next ring would take more than half of it", trail));
      }
      if (audited(set, wrong) + missing.size() > design.mostAudited(set) || drewAll(set, prefix)) {
        return Optional.of(
            new State.Done(certified, "the seeded order drew too many items of one ring", trail));
      }
      if (!missing.isEmpty()) {
        return Optional.of(new State.Ask(missing, trail));
      }
      int mistakes = (int) prefix.stream().filter(wrong::get).count();
      boolean passes = design.certifies(set, look, mistakes);
      trail.add(
          new Look(
              set,
              design.size(set),
              prefix.size(),
              mistakes,
              design.pValue(set, look, mistakes),
              passes));
      if (passes) {
        return Optional.empty();
      }
      if (design.hopeless(set, mistakes)) {
        break;
      }
    }
    return Optional.of(
        new State.Done(certified, "the audit of the next set found too many mistakes", trail));
  }

  // where all that is known of a ring is in the sample, more of it might belong there
  private boolean drewAll(int set, List<ItemId> prefix) {
    Set<ItemId> drawn = Set.copyOf(prefix);
    return IntStream.rangeClosed(0, set)
        .filter(ring -> known[ring] < design.ringSize(ring))
        .anyMatch(
            ring ->
                candidates.stream()
                    .filter(candidate -> candidate.ring() == ring)
                    .allMatch(candidate -> drawn.contains(candidate.id())));
  }

  private boolean worthIt(int set, int missing) {
    return 2 * missing <= design.size(set) - design.size(set - 1);
  }

  /** The audited items inside a set. */
  public long audited(int set, Map<ItemId, Boolean> wrong) {
    // answers about items of other groups have no ring here
    return wrong.keySet().stream()
        .filter(id -> rings.getOrDefault(id, Integer.MAX_VALUE) <= set)
        .count();
  }

  private List<ItemId> prefix(int set, int items) {
    return candidates.stream()
        .filter(candidate -> candidate.ring() <= set)
        .limit(items)
        .map(Candidate::id)
        .toList();
  }
}
