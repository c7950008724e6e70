package io.labelloop.stopping;

import java.util.List;
import java.util.Optional;

/**
 * What a stopping criterion says after a round.
 *
 * @param rule the criterion's name, as campaign files write it
 * @param outcome the outcome to end with; empty if this rule sees no reason to end
 * @param says what it looked at and compared, in words
 * @param parts what the rules said that this one is composed of
 */
public record Verdict(String rule, Optional<Outcome> outcome, String says, List<Verdict> parts) {
  public Verdict {
    parts = List.copyOf(parts);
  }

  /** A verdict of a rule that stands alone. */
  static Verdict of(String rule, boolean fires, Outcome outcome, String says) {
    return new Verdict(rule, fires ? Optional.of(outcome) : Optional.empty(), says, List.of());
  }

  /** Whether this rule ends the campaign. */
  public boolean fires() {
    return outcome.isPresent();
  }

  /** The rules that stand alone, of this one and all that it is composed of. */
  public List<Verdict> single() {
    return parts.isEmpty()
        ? List.of(this)
        : parts.stream().flatMap(part -> part.single().stream()).toList();
  }
}
