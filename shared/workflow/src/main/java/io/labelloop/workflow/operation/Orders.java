package io.labelloop.workflow.operation;

import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.CampaignOrders;
import io.labelloop.workflow.document.CampaignOrders.Order;
import io.labelloop.workflow.document.CampaignPause;
import io.labelloop.workflow.document.Claim;
import io.labelloop.workflow.document.Decision;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.port.WorkflowCallback;
import io.labelloop.workflow.step.Campaign;
import io.labelloop.workflow.step.Campaigns;
import java.util.Optional;
import java.util.function.Function;

/** Adds orders to those of a campaign that runs, by conditional writes. */
final class Orders {
  private final DocumentStore documents;
  private final Campaigns campaigns;
  private final WorkflowCallback callback;

  Orders(DocumentStore documents, Campaigns campaigns, WorkflowCallback callback) {
    this.documents = documents;
    this.campaigns = campaigns;
    this.callback = callback;
  }

  /** Decides about an order, given those before it. */
  interface Wish {
    Wanted decide(Campaign campaign, CampaignOrders before);
  }

  /**
   * What an order comes to.
   *
   * @param order to be added; none where nothing changes
   */
  record Wanted(Optional<Order> order, Answered answer) {
    static Wanted nothing(Answered answer) {
      return new Wanted(Optional.empty(), answer);
    }

    static Wanted of(Order order, String says) {
      return new Wanted(Optional.of(order), new Answered.Done(says, true));
    }
  }

  /** What keeps an order from being taken, whatever it is. */
  static Optional<Answered> refusal(DocumentStore documents, CampaignKeys keys, String by) {
    return Order.mistakeIn(by)
        .<Answered>map(mistake -> new Answered.Refused(mistake, "give another name"))
        .or(
            () ->
                documents.find(keys.claim(), Claim.class).isPresent() && documents.has(keys.spec())
                    ? Optional.empty()
                    : Optional.of(
                        new Answered.Refused(
                            "the campaign has not begun",
                            "start it, or change its campaign file")));
  }

  static Answered ended() {
    return new Answered.Refused(
        "the campaign has made its last decision", "begin another, in a folder of its own");
  }

  /** Adds the order that is wished for, if it is one that the campaign can still follow. */
  Answered place(String prefix, String by, Wish wish) {
    var keys = new CampaignKeys(prefix);
    Optional<Answered> refusal = refusal(documents, keys, by);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Campaign campaign = campaigns.open(prefix);
    if (SetBudget.ended(campaign)) {
      return ended();
    }
    Answered answer = documents.update(keys.orders(), change(campaign, wish));
    // the last decision may have been made meanwhile, without this order
    return answer instanceof Answered.Done done && done.changed() && isTooLate(campaign)
        ? ended()
        : answer;
  }

  private static Function<Optional<byte[]>, DocumentStore.Update<Answered>> change(
      Campaign campaign, Wish wish) {
    return stored -> {
      CampaignOrders before = CampaignOrders.of(stored);
      if (before.closed()) {
        return DocumentStore.Update.none(ended());
      }
      Wanted wanted = wish.decide(campaign, before);
      return wanted
          .order()
          .map(order -> DocumentStore.Update.of(before.with(order), wanted.answer()))
          .orElseGet(() -> DocumentStore.Update.none(wanted.answer()));
    };
  }

  private boolean isTooLate(Campaign campaign) {
    int seen = campaign.latestDecision().flatMap(Decision::orders).orElse(0);
    return SetBudget.ended(campaign)
        && seen < CampaignOrders.of(documents, campaign.keys()).orders().size();
  }

  /** The same, and lets an execution look again that waits in a pause. */
  Answered placeAndWake(String prefix, String by, Wish wish) {
    Answered answer = place(prefix, by, wish);
    if (answer instanceof Answered.Done) {
      wake(prefix);
    }
    return answer;
  }

  private void wake(String prefix) {
    CampaignPause.find(documents, new CampaignKeys(prefix))
        .flatMap(CampaignPause::taskToken)
        .ifPresent(token -> callback.succeed(token, "{\"resumed\":true}"));
  }

  /** Who ordered something and when, in words. */
  static String words(Order order) {
    return "by " + order.by() + " at " + order.at();
  }
}
