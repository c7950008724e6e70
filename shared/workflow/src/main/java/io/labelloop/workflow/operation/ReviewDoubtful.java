package io.labelloop.workflow.operation;

import io.labelloop.workflow.document.CampaignOrders;
import io.labelloop.workflow.document.CampaignOrders.Order;
import io.labelloop.workflow.document.Decision;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sends a sample of the items with doubtful labels to review: the next round asks one more answer
 * about each, beside its batch and out of the same budget.
 */
final class ReviewDoubtful {
  static final int MOST = 10_000;

  private final Orders orders;
  private final InstantSource clock;

  ReviewDoubtful(Orders orders, InstantSource clock) {
    this.orders = orders;
    this.clock = clock;
  }

  Answered execute(String prefix, int items, String by) {
    if (items < 1 || items > MOST) {
      return new Answered.Refused(
          "a review has 1 to " + MOST + " items, but " + items + " were asked for",
          "order another number");
    }
    return orders.place(
        prefix,
        by,
        (campaign, before) -> {
          if (before.stop().isPresent()) {
            return Orders.Wanted.nothing(
                new Answered.Refused(
                    "there is no next round: the campaign was stopped "
                        + Orders.words(before.stop().get()),
                    "begin another, in a folder of its own"));
          }
          int seen = campaign.latestDecision().flatMap(Decision::orders).orElse(0);
          return before
              .review(seen, before.orders().size())
              .filter(earlier -> earlier.items().equals(Optional.of(items)))
              .map(
                  earlier ->
                      Orders.Wanted.nothing(
                          new Answered.Done(
                              "asks again about "
                                  + items
                                  + " doubtful items in its next round already, "
                                  + Orders.words(earlier),
                              false)))
              .orElseGet(
                  () ->
                      Orders.Wanted.of(
                          new Order(
                              CampaignOrders.Kind.REVIEW, by, clock.instant(), Optional.of(items)),
                          "asks again about up to " + items + " doubtful items in its next round"));
        });
  }
}
