package io.labelloop.campaign;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A query strategy as a campaign file names it: by its name alone, or composed of others.
 *
 * @param type a strategy's name, such as {@code margin-cluster}, or that of a composition, such as
 *     {@code portfolio}
 * @param of what a composition is made of; empty for a strategy that stands by itself
 * @param share the number that {@code class-quota} takes: the largest share of a batch that one
 *     predicted class may have
 * @param validation the number of items in the validation stream that a {@code bandit} takes;
 *     present in a bandit, and absent in everything else
 */
public record StrategySpec(
    String type, List<StrategySpec> of, OptionalDouble share, OptionalInt validation) {
  /** The type of a portfolio of strategies. */
  public static final String PORTFOLIO = "portfolio";

  /** The type of a bandit over strategies. */
  public static final String BANDIT = "bandit";

  /** The types that are made of other strategies. */
  public static final List<String> COMPOSITIONS =
      List.of(PORTFOLIO, "class-quota", "cost-aware", "anchored", BANDIT);

  public StrategySpec {
    of = List.copyOf(of);
  }

  /** A strategy that stands by itself. */
  public static StrategySpec named(String name) {
    return new StrategySpec(name, List.of(), OptionalDouble.empty(), OptionalInt.empty());
  }

  /** Whether each round draws one of the strategies. */
  public boolean isBandit() {
    return type.equals(BANDIT);
  }

  /** The names as a person would write them, such as {@code portfolio(margin, badge)}. */
  public String inWords() {
    return of.isEmpty()
        ? type
        : of.stream().map(StrategySpec::inWords).collect(Collectors.joining(", ", type + "(", ")"));
  }
}
