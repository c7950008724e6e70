package io.labelloop.workflow.operation;

import io.labelloop.budget.Money;
import io.labelloop.campaign.CampaignChange;
import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.CampaignSpecReader;
import io.labelloop.campaign.Finding;
import io.labelloop.campaign.StopSpec;
import io.labelloop.workflow.document.CampaignChanges;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.Problem;
import io.labelloop.workflow.step.Campaign;
import io.labelloop.workflow.step.Campaigns;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes another file for a campaign that runs. Its budget and its stop rules hold from the next
 * round on ({@link SetBudget}, {@link Campaign#stop}); a file that would change anything else is
 * refused, with all reasons, and changes nothing. Either is recorded, with who and when.
 */
public final class ChangeCampaign {
  private final DocumentStore documents;
  private final Campaigns campaigns;
  private final SetBudget budgets;
  private final InstantSource clock;

  public ChangeCampaign(
      DocumentStore documents, Campaigns campaigns, SetBudget budgets, InstantSource clock) {
    this.documents = documents;
    this.campaigns = campaigns;
    this.budgets = budgets;
    this.clock = clock;
  }

  /** What came of the file. */
  public sealed interface Answer {
    /** It says what holds already. */
    record Same() implements Answer {}

    /**
     * It holds from the next round on.
     *
     * @param says what is different now, a sentence each
     */
    record Accepted(List<String> says) implements Answer {
      public Accepted {
        says = List.copyOf(says);
      }
    }

    /** It cannot hold, and nothing has changed. */
    record Refused(List<Finding> reasons) implements Answer {
      public Refused {
        reasons = List.copyOf(reasons);
      }
    }
  }

  /**
   * Takes a file for the claimed campaign with a prefix. Repeating it changes nothing more.
   *
   * @param fileName for messages only
   * @param by who brought it, for the record
   */
  public Answer execute(String prefix, byte[] file, String fileName, String by) {
    Campaign campaign = campaigns.open(prefix);
    Answer answer =
        switch (campaigns.read(file, fileName)) {
          case CampaignSpecReader.Reading.Invalid invalid -> new Answer.Refused(invalid.mistakes());
          case CampaignSpecReader.Reading.Valid valid -> change(campaign, file, valid.spec(), by);
        };
    switch (answer) {
      case Answer.Same same -> {
        // not worth a record
      }
      case Answer.Accepted accepted ->
          append(
              campaign,
              new CampaignChanges.Change(
                  by, clock.instant(), Optional.of(CampaignChange.stopOf(file)), List.of()));
      case Answer.Refused refused ->
          append(
              campaign,
              new CampaignChanges.Change(
                  by,
                  clock.instant(),
                  Optional.empty(),
                  refused.reasons().stream().map(Finding::toString).toList()));
    }
    return answer;
  }

  /** The records of a campaign that has ended are closed, their checksums taken. */
  private void append(Campaign campaign, CampaignChanges.Change change) {
    if (!documents.has(campaign.keys().checksums())) {
      CampaignChanges.append(documents, campaign.keys(), change);
    }
  }

  private Answer change(Campaign campaign, byte[] file, CampaignSpec next, String by) {
    List<Finding> refusals =
        CampaignChange.refusals(
            campaign.spec(), documents.getBytes(campaign.keys().spec()), next, file);
    if (!refusals.isEmpty()) {
      return new Answer.Refused(refusals);
    }
    StopSpec before = campaign.stop();
    StopSpec after = next.stop();
    if (after.equals(before)) {
      return new Answer.Same();
    }
    if (SetBudget.ended(campaign) || broken(campaign)) {
      return refused("", "the campaign has ended: begin another, in a folder of its own");
    }
    var says = new ArrayList<String>();
    if (!after.budget().equals(before.budget())) {
      Money budget = after.budget().orElseThrow();
      switch (budgets.execute(
          campaign.keys().prefix(), budget, by, "the campaign file was changed")) {
        case SetBudget.Answer.Changed changed ->
            says.add(
                "the budget is "
                    + budget
                    + " from round "
                    + changed.fromRound()
                    + " on; it was "
                    + changed.before().map(Money::toString).orElse("without limit"));
        case SetBudget.Answer.Unchanged unchanged -> says.add("the budget is " + budget);
        case SetBudget.Answer.Refused refused -> {
          return refused("/stop/budget", refused.reason());
        }
      }
    }
    if (!after.accuracy().equals(before.accuracy()) || !after.rules().equals(before.rules())) {
      says.add("the stop rules are those of the new file, from the next decision on");
    }
    return new Answer.Accepted(says);
  }

  /** Whether it failed or was stopped after it was claimed. */
  private boolean broken(Campaign campaign) {
    return Problem.of(documents, campaign.keys(), campaign.claim()).isPresent();
  }

  private static Answer refused(String pointer, String reason) {
    return new Answer.Refused(List.of(new Finding(pointer, reason, Optional.empty())));
  }
}
