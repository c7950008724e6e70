package io.labelloop.local.cli;

import io.labelloop.workflow.document.CampaignOrders;
import io.labelloop.workflow.operation.CampaignStatus;
import java.io.PrintWriter;
import java.util.Locale;

/** Says in words what a campaign does now, for who operates it. */
final class StatusWords {
  private final PrintWriter out;

  StatusWords(PrintWriter out) {
    this.out = out;
  }

  void print(CampaignStatus status) {
    out.println(
        "  now: " + state(status) + (status.round() == 0 ? "" : ", round " + status.round()));
    out.println(
        "  money: "
            + status.money().spent()
            + " spent, "
            + status.money().reserved()
            + " reserved"
            + status.money().left().map(left -> ", " + left + " left").orElse(""));
    status.orders().forEach(order -> out.println("  ordered: " + words(order)));
  }

  private static String words(CampaignOrders.Order order) {
    return order.kind().name().toLowerCase(Locale.ROOT)
        + order.items().map(items -> " of " + items + " items").orElse("")
        + " by "
        + order.by()
        + " at "
        + order.at();
  }

  private static String state(CampaignStatus status) {
    return switch (status.state()) {
      case RUNNING -> "runs";
      case WAITING_FOR_PEOPLE -> "waits for people";
      case PAUSING -> "pauses after its round";
      case PAUSED -> "is paused";
      case STOPPING -> "ends after its round";
      case ENDED -> "has ended";
      case FAILED -> "has failed";
    };
  }
}
