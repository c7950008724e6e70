package io.labelloop.stopping;

import java.util.List;
import java.util.Optional;

/**
 * Ends when all of several criteria do, with the outcome of the first of them.
 *
 * @param criteria at least one
 */
public record AllOf(List<StoppingCriterion> criteria) implements StoppingCriterion {
  public AllOf {
    criteria = List.copyOf(criteria);
    if (criteria.isEmpty()) {
      throw new IllegalArgumentException("all of no criteria would end every campaign at once");
    }
  }

  @Override
  public Verdict evaluate(CampaignProgress progress) {
    List<Verdict> parts = criteria.stream().map(rule -> rule.evaluate(progress)).toList();
    long firing = parts.stream().filter(Verdict::fires).count();
    return new Verdict(
        "all",
        firing == parts.size() ? parts.getFirst().outcome() : Optional.empty(),
        firing + " of " + parts.size() + " rules say so",
        parts);
  }
}
