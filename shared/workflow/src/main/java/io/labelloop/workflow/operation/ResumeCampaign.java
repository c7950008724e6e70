package io.labelloop.workflow.operation;

import io.labelloop.workflow.document.CampaignOrders;
import io.labelloop.workflow.document.CampaignOrders.Order;
import java.time.InstantSource;
import java.util.Optional;

/** Lets a paused campaign go on. A repeated call wakes its execution again. */
final class ResumeCampaign {
  private final Orders orders;
  private final InstantSource clock;

  ResumeCampaign(Orders orders, InstantSource clock) {
    this.orders = orders;
    this.clock = clock;
  }

  Answered execute(String prefix, String by) {
    return orders.placeAndWake(
        prefix,
        by,
        (campaign, before) ->
            before.pause().isPresent()
                ? Orders.Wanted.of(
                    new Order(CampaignOrders.Kind.RESUME, by, clock.instant(), Optional.empty()),
                    "goes on")
                : Orders.Wanted.nothing(new Answered.Done("is not paused", false)));
  }
}
