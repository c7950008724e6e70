package io.labelloop.workflow.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.labelloop.budget.Money;
import java.util.List;
import java.util.Optional;

/**
 * Whether a campaign goes on after a round, and why.
 *
 * @param more whether there is another round
 * @param outcome how the campaign ended, or {@code running}
 * @param rules what every stopping criterion said, in the order in which they were asked
 * @param nextRound what one more round would probably bring and cost
 * @param orders how many orders of people it knew of; none where there were none
 */
public record Decision(
    int version,
    int round,
    boolean more,
    String outcome,
    List<Rule> rules,
    NextRound nextRound,
    Optional<Integer> orders) {
  public static final int VERSION = 2;

  public Decision {
    rules = List.copyOf(rules);
  }

  /**
   * A stopping criterion's answer.
   *
   * @param fires whether it sees a reason to end; within {@code all} it needs the others too
   */
  public record Rule(String rule, boolean fires, String says) {}

  /**
   * An estimate, and no promise.
   *
   * @param labels training labels that one more batch would add
   * @param price what its annotations would cost
   * @param gain the expected rise in accuracy, once a learning curve can be fitted
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record NextRound(int labels, Money price, Optional<Double> gain) {}
}
