package io.labelloop.workflow.operation;

import io.labelloop.budget.Money;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.port.WorkflowCallback;
import io.labelloop.workflow.step.BudgetCeiling;
import io.labelloop.workflow.step.Campaigns;
import io.labelloop.workflow.step.LedgerBook;
import java.math.BigDecimal;
import java.time.InstantSource;

/**
 * Everything that a person may order of a campaign that runs, for the command line and the
 * dashboard alike. Each order is recorded with who gave it and when, and may be repeated.
 */
public final class CampaignOperations {
  private final SetBudget budgets;
  private final SetDeadline deadlines;
  private final PauseCampaign pauses;
  private final ResumeCampaign resumes;
  private final StopCampaign stops;
  private final ReviewDoubtful reviews;

  /**
   * @param objects where the campaigns lie
   * @param callback wakes an execution that waits in a pause
   * @param clock when orders were given: real time, whatever the campaign's own is
   */
  public CampaignOperations(
      ObjectStore objects,
      Campaigns campaigns,
      BudgetCeiling ceiling,
      WorkflowCallback callback,
      InstantSource clock) {
    var documents = new DocumentStore(objects);
    var orders = new Orders(documents, campaigns, callback);
    this.budgets = new SetBudget(documents, campaigns, new LedgerBook(clock), ceiling);
    this.deadlines = new SetDeadline(documents, campaigns, clock);
    this.pauses = new PauseCampaign(orders, clock);
    this.resumes = new ResumeCampaign(orders, clock);
    this.stops = new StopCampaign(orders, clock);
    this.reviews = new ReviewDoubtful(orders, clock);
  }

  /** Lets the campaign wait after the round that runs, until it is resumed or stopped. */
  public Answered pause(String prefix, String by) {
    return pauses.execute(prefix, by);
  }

  /** Lets a paused campaign go on. */
  public Answered resume(String prefix, String by) {
    return resumes.execute(prefix, by);
  }

  /** Ends the campaign after the round that runs, with what there is. */
  public Answered stop(String prefix, String by) {
    return stops.execute(prefix, by);
  }

  /**
   * Asks again about a sample of the items with doubtful labels, in the next round.
   *
   * @param items how many at most
   */
  public Answered review(String prefix, int items, String by) {
    return reviews.execute(prefix, items, by);
  }

  /**
   * Sets the time that the campaign has.
   *
   * @param hours from its start; it ends after the round that runs then
   */
  public Answered setDeadline(String prefix, BigDecimal hours, String by) {
    return deadlines.execute(prefix, hours, by);
  }

  /** Raises or lowers the budget from the next round on. */
  public SetBudget.Answer setBudget(String prefix, Money budget, String by, String cause) {
    return budgets.execute(prefix, budget, by, cause);
  }
}
