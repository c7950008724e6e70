package io.labelloop.workflow.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.labelloop.budget.Money;
import java.util.List;
import java.util.Optional;

/**
 * Which sets of automatic labels are certified, with the trail of their audit.
 *
 * @param round the round whose model labels
 * @param precision that the automatic labels have
 * @param confidence with which all of them have it
 * @param audited items that were audited, which keep their human label
 * @param auditCost what their annotations cost
 * @param saved what human labels for the automatically labeled items would have cost at least
 */
public record AutoLabelVerdict(
    int version,
    int round,
    double precision,
    double confidence,
    List<Group> groups,
    long audited,
    Money auditCost,
    Money saved) {
  public static final int VERSION = 1;

  public AutoLabelVerdict {
    groups = List.copyOf(groups);
  }

  /** All automatic labels. */
  public long labels() {
    return groups.stream().mapToLong(Group::labels).sum();
  }

  /**
   * A group's result.
   *
   * @param name the predicted class, or all
   * @param certifiedSet the largest certified set, counted from 0
   * @param threshold the confidence from which on the model labels
   * @param labels automatic labels: the certified set without its audited items
   * @param candidates all items that the model could have labeled
   * @param why the audit ended
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Group(
      String name,
      Optional<Integer> certifiedSet,
      Optional<Double> threshold,
      long labels,
      long candidates,
      String why,
      List<Look> trail) {
    public Group {
      trail = List.copyOf(trail);
    }
  }

  /**
   * A look at a candidate set.
   *
   * @param threshold the confidence from which on items are in the set
   * @param pValue of so few mistakes, if the set just failed the precision
   */
  public record Look(
      double threshold, int items, int audited, int mistakes, double pValue, boolean certified) {}
}
