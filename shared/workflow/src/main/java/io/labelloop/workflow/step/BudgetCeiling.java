package io.labelloop.workflow.step;

import io.labelloop.budget.Allotments;
import io.labelloop.budget.Money;
import io.labelloop.campaign.Finding;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.port.ObjectStore;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The most that all campaigns of a stack may spend together, where its owner set a limit. The
 * shares of the campaigns lie in one document of the store, which is changed by conditional writes
 * only.
 */
public final class BudgetCeiling {
  /** Where the shares lie: outside of every campaign. */
  public static final String KEY = "stack/budget.json";

  private static final String FIELD = "/stop/budget";

  private final ObjectStore objects;
  private final Optional<Money> ceiling;

  /**
   * @param ceiling none where campaigns are limited by their own budgets alone
   */
  public BudgetCeiling(ObjectStore objects, Optional<Money> ceiling) {
    this.objects = objects;
    this.ceiling = ceiling;
  }

  /** The stored shares, by the campaigns' prefixes. */
  record Shares(int version, SortedMap<String, Money> campaigns) {
    private static final int VERSION = 1;

    Shares {
      campaigns = new TreeMap<>(campaigns);
    }
  }

  /**
   * Gives a campaign its budget as its share of the ceiling. Repeating it changes nothing.
   *
   * @return what to change if it cannot have so much
   */
  public Optional<Finding> allot(String campaign, Optional<Money> budget) {
    if (ceiling.isEmpty()) {
      return Optional.empty();
    }
    Money limit = ceiling.get();
    if (budget.isEmpty()) {
      return refusal("must be given: the campaigns of this stack may spend " + limit + " in all");
    }
    if (!budget.get().currency().equals(limit.currency())) {
      return refusal(
          "must be in the currency of this stack's ceiling ("
              + limit
              + "), but was "
              + budget.get());
    }
    if (budget.get().isMoreThan(limit)) {
      return refusal(
          "must be at most "
              + limit
              + ", the ceiling of this stack, but was "
              + budget.get()
              + "; lower it, or deploy the stack with a higher BudgetCeiling");
    }
    return update(
        shares ->
            switch (shares.allot(campaign, budget.get())) {
              case Allotments.Answer.Granted granted ->
                  new Update(granted.allotments(), Optional.empty());
              case Allotments.Answer.Denied denied ->
                  new Update(
                      shares,
                      refusal(
                          "must be at most "
                              + denied.left()
                              + ": of this stack's ceiling of "
                              + limit
                              + ", the rest is spent by or promised to other campaigns (it was "
                              + budget.get()
                              + "); lower it, wait for a campaign to end, or deploy the stack with a"
                              + " higher BudgetCeiling"));
            });
  }

  /** Frees what a campaign that has ended has not spent. Repeating it changes nothing. */
  public void settle(String campaign, Money spent) {
    if (ceiling.isPresent() && spent.currency().equals(ceiling.get().currency())) {
      update(
          shares ->
              new Update(
                  shares.shares().containsKey(campaign) ? shares.settle(campaign, spent) : shares,
                  Optional.empty()));
    }
  }

  /** Frees all of a campaign that never began. */
  public void withdraw(String campaign) {
    ceiling.ifPresent(limit -> settle(campaign, Money.zero(limit.currency())));
  }

  private static Optional<Finding> refusal(String message) {
    return Optional.of(new Finding(FIELD, message, Optional.empty()));
  }

  private record Update(Allotments shares, Optional<Finding> answer) {}

  private Optional<Finding> update(Function<Allotments, Update> change) {
    return new DocumentStore(objects)
        .update(
            KEY,
            stored -> {
              var before =
                  new Allotments(
                      ceiling.orElseThrow(),
                      new TreeMap<>(
                          stored
                              .map(content -> JsonCodec.read(content, Shares.class).campaigns())
                              .orElseGet(() -> new TreeMap<>(Map.of()))));
              Update update = change.apply(before);
              return update.shares().equals(before)
                  ? DocumentStore.Update.none(update.answer())
                  : DocumentStore.Update.of(
                      new Shares(Shares.VERSION, update.shares().shares()), update.answer());
            });
  }
}
