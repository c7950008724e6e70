package io.labelloop.stopping;

import java.util.List;
import java.util.Optional;

/** Ends when any of several criteria does, with the outcome of the first of them that does. */
public record AnyOf(List<StoppingCriterion> criteria) implements StoppingCriterion {
  public AnyOf {
    criteria = List.copyOf(criteria);
  }

  @Override
  public Verdict evaluate(CampaignProgress progress) {
    List<Verdict> parts = criteria.stream().map(rule -> rule.evaluate(progress)).toList();
    Optional<Verdict> first = parts.stream().filter(Verdict::fires).findFirst();
    return new Verdict(
        "any",
        first.flatMap(Verdict::outcome),
        parts.stream().filter(Verdict::fires).count() + " of " + parts.size() + " rules say so",
        parts);
  }
}
