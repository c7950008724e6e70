package io.labelloop.workflow.operation;

import io.labelloop.workflow.document.CampaignOrders;
import io.labelloop.workflow.document.CampaignOrders.Order;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Ends a campaign after the round that runs, with what there is: labels, certificate as far as it
 * goes, report. A paused campaign ends at once. Cannot be taken back.
 */
final class StopCampaign {
  private final Orders orders;
  private final InstantSource clock;

  StopCampaign(Orders orders, InstantSource clock) {
    this.orders = orders;
    this.clock = clock;
  }

  Answered execute(String prefix, String by) {
    return orders.placeAndWake(
        prefix,
        by,
        (campaign, before) ->
            before
                .stop()
                .map(
                    earlier ->
                        Orders.Wanted.nothing(
                            new Answered.Done(
                                "ends after its round already, " + Orders.words(earlier), false)))
                .orElseGet(
                    () ->
                        Orders.Wanted.of(
                            new Order(
                                CampaignOrders.Kind.STOP, by, clock.instant(), Optional.empty()),
                            "ends after its round, and keeps what there is")));
  }
}
