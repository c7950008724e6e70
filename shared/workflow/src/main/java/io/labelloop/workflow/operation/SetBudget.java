package io.labelloop.workflow.operation;

import io.labelloop.budget.BudgetLedger;
import io.labelloop.budget.Money;
import io.labelloop.campaign.Finding;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.Claim;
import io.labelloop.workflow.document.Decision;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.step.BudgetCeiling;
import io.labelloop.workflow.step.Campaign;
import io.labelloop.workflow.step.Campaigns;
import io.labelloop.workflow.step.LedgerBook;
import java.util.Optional;

/**
 * Raises or lowers the budget of a campaign that runs, from its next round on. The ledger records
 * who did it and when. Money that is settled or reserved stays so: a budget below it ends the
 * campaign after the round.
 */
public final class SetBudget {
  private final DocumentStore documents;
  private final Campaigns campaigns;
  private final LedgerBook ledger;
  private final BudgetCeiling ceiling;

  public SetBudget(
      DocumentStore documents, Campaigns campaigns, LedgerBook ledger, BudgetCeiling ceiling) {
    this.documents = documents;
    this.campaigns = campaigns;
    this.ledger = ledger;
    this.ceiling = ceiling;
  }

  /** What came of the wish. */
  public sealed interface Answer {
    /**
     * The budget changes.
     *
     * @param before none where there was no limit
     * @param fromRound the round from which it holds
     */
    record Changed(Optional<Money> before, Money after, int fromRound) implements Answer {}

    /** It is the budget already. */
    record Unchanged(Money budget) implements Answer {}

    /** It cannot be changed. */
    record Refused(String reason) implements Answer {}
  }

  /**
   * Changes the budget of the campaign with a prefix. A repeated call changes nothing more.
   *
   * @param by who wishes it, for the record
   * @param cause why, for the record
   */
  public Answer execute(String prefix, Money budget, String by, String cause) {
    var keys = new CampaignKeys(prefix);
    if (documents.find(keys.claim(), Claim.class).isEmpty() || !documents.has(keys.spec())) {
      return new Answer.Refused(
          "the campaign has not begun: change /stop/budget in its campaign file");
    }
    Campaign campaign = campaigns.open(prefix);
    BudgetLedger books = ledger.read(campaign);
    if (!books.currency().equals(budget.currency())) {
      return new Answer.Refused(
          "the budget must be in the currency of the campaign's prices ("
              + books.currency()
              + "), but was "
              + budget);
    }
    if (ended(campaign)) {
      return new Answer.Refused("the campaign has ended; its books are closed");
    }
    if (books.orderedBudget().equals(Optional.of(budget))) {
      return new Answer.Unchanged(budget);
    }
    // what was lowered is freed when the campaign ends: until then it may be raised again
    if (books.orderedBudget().filter(now -> !budget.isMoreThan(now)).isEmpty()) {
      Optional<Finding> tooMuch = ceiling.allot(prefix, Optional.of(budget));
      if (tooMuch.isPresent()) {
        return new Answer.Refused("the budget " + tooMuch.get().message());
      }
    }
    int started = campaign.startedRounds();
    ledger.setBudget(campaign, budget, by, cause);
    boolean roundHasMoney = started > 0 && documents.has(keys.wave(started, 1));
    return new Answer.Changed(
        books.orderedBudget(), budget, roundHasMoney ? started + 1 : Math.max(1, started));
  }

  /** Whether no further round will begin. */
  static boolean ended(Campaign campaign) {
    int started = campaign.startedRounds();
    if (campaign.documents().has(campaign.keys().labels())) {
      return true;
    }
    return started > 0
        && campaign
            .documents()
            .find(campaign.keys().decision(started), Decision.class)
            .filter(decision -> !decision.more())
            .isPresent();
  }
}
