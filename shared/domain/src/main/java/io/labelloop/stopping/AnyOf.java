package io.labelloop.stopping;

import java.util.List;
import java.util.Optional;

/** Ends when any of several criteria does, with the outcome of the first of them that does. */
public record AnyOf(List<StoppingCriterion> criteria) implements StoppingCriterion {
  public AnyOf {
    criteria = List.copyOf(criteria);
  }

  @Override
  public Optional<Outcome> evaluate(CampaignProgress progress) {
    return criteria.stream().flatMap(rule -> rule.evaluate(progress).stream()).findFirst();
  }
}
