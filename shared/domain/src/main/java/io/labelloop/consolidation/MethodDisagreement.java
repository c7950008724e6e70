package io.labelloop.consolidation;

import io.labelloop.annotation.AnnotationTable;
import io.labelloop.pool.ItemId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where methods that rest on different assumptions come to different labels: those are the items
 * whose label depends on which assumption holds.
 *
 * <p>Compared are a method's labels with those of majority vote, one-coin and Dawid-Skene. A label
 * that another method ties with its own counts as agreed with.
 *
 * @param methods what was compared, the chosen one first
 * @param items how many were compared
 * @param disputed items with a label that another method disagrees with, ascending by id
 */
public record MethodDisagreement(List<String> methods, int items, List<Disputed> disputed) {
  /** From this share of items on, people should look. */
  public static final double WORTH_A_WARNING = 0.05;

  public MethodDisagreement {
    methods = List.copyOf(methods);
    disputed = List.copyOf(disputed);
  }

  /**
   * @param labels the index of the class by method
   */
  public record Disputed(ItemId item, Map<String, Integer> labels) {
    public Disputed {
      labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }
  }

  /** Compares what a method made of a table with what the others make of it. */
  static MethodDisagreement of(
      ConsolidationMethod method, Consolidation made, AnnotationTable table, GoldLabels gold) {
    Map<String, Consolidation> all = new LinkedHashMap<>();
    all.put(method.name(), made);
    for (ConsolidationMethod other :
        List.of(new MajorityVote(), new OneCoinDawidSkene(), ConsolidationMethods.standard())) {
      if (!all.containsKey(other.name())) {
        all.put(other.name(), other.consolidate(table, gold));
      }
    }
    List<Disputed> disputed = new ArrayList<>();
    for (int item = 0; item < made.labels().size(); item++) {
      int number = item;
      int label = made.labels().get(item).label();
      if (all.values().stream().anyMatch(c -> c.labels().get(number).shareOf(label) == 0)) {
        Map<String, Integer> labels = new LinkedHashMap<>();
        all.forEach((name, c) -> labels.put(name, c.labels().get(number).label()));
        disputed.add(new Disputed(made.labels().get(item).item(), labels));
      }
    }
    return new MethodDisagreement(List.copyOf(all.keySet()), made.labels().size(), disputed);
  }

  /** The share of disputed items; 0 if there are no items. */
  public double share() {
    return items == 0 ? 0 : (double) disputed.size() / items;
  }

  /** Whether so many are disputed that people should look at them. */
  public boolean isWorthAWarning() {
    return share() > WORTH_A_WARNING;
  }
}
