package io.labelloop.workflow.operation;

import io.labelloop.workflow.document.CampaignOrders;
import io.labelloop.workflow.document.CampaignOrders.Order;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Pauses a campaign after the round that runs: what is asked is answered, consolidated and learned
 * from, and then nothing is decided until the campaign is resumed or stopped.
 */
final class PauseCampaign {
  private final Orders orders;
  private final InstantSource clock;

  PauseCampaign(Orders orders, InstantSource clock) {
    this.orders = orders;
    this.clock = clock;
  }

  Answered execute(String prefix, String by) {
    return orders.place(
        prefix,
        by,
        (campaign, before) -> {
          if (before.stop().isPresent()) {
            return Orders.Wanted.nothing(
                new Answered.Refused(
                    "the campaign ends after its round: it was stopped "
                        + Orders.words(before.stop().get()),
                    "wait for its end"));
          }
          return before
              .pause()
              .map(
                  earlier ->
                      Orders.Wanted.nothing(
                          new Answered.Done(
                              "is paused after its round already, " + Orders.words(earlier),
                              false)))
              .orElseGet(
                  () ->
                      Orders.Wanted.of(
                          new Order(
                              CampaignOrders.Kind.PAUSE, by, clock.instant(), Optional.empty()),
                          "pauses after its round, until it is resumed"));
        });
  }
}
