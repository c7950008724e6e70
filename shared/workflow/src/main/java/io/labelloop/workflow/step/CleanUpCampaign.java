package io.labelloop.workflow.step;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.labelloop.annotation.Annotation;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.Claim;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.Problem;
import io.labelloop.workflow.document.Wave;
import io.labelloop.workflow.port.Notifications;
import io.labelloop.workflow.port.Workforce;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Leaves a failed campaign in order: closes open labeling jobs, keeps and pays the answers that
 * came, releases the rest of the money, and writes down what happened and what to change. A
 * campaign that never was claimed is no error, and one that is in order is left alone.
 */
public final class CleanUpCampaign implements Step<CleanUpCampaign.Input, Done> {
  private final Campaigns campaigns;
  private final DocumentStore documents;
  private final Function<Campaign, Workforce> workforces;
  private final LedgerBook ledger;
  private final BudgetCeiling ceiling;
  private final Notifications notifications;
  private final InstantSource clock;

  public CleanUpCampaign(
      Campaigns campaigns,
      Function<Campaign, Workforce> workforces,
      LedgerBook ledger,
      BudgetCeiling ceiling,
      Notifications notifications,
      InstantSource clock) {
    this.campaigns = campaigns;
    this.documents = campaigns.documents();
    this.workforces = workforces;
    this.ledger = ledger;
    this.ceiling = ceiling;
    this.notifications = notifications;
    this.clock = clock;
  }

  /**
   * @param key of {@code campaign.json}
   * @param execution the name of the workflow execution that failed; a campaign that another one
   *     has claimed is left alone
   * @param error name of the error, or {@link Problem#STOPPED}
   * @param cause what the error says
   * @param redrives how often the execution had been redriven when it failed
   */
  public record Input(
      String key,
      String execution,
      String error,
      String cause,
      @JsonSetter(nulls = Nulls.AS_EMPTY) int redrives) {}

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Done execute(Input input) {
    var keys = CampaignKeys.ofCampaignFile(input.key());
    Optional<Claim> claim = documents.find(keys.claim(), Claim.class);
    if (claim.isPresent() && !claim.get().execution().equals(input.execution())) {
      return Done.DONE;
    }
    if (isInOrder(keys, claim, input)) {
      return Done.DONE;
    }
    String cause = FailureCause.words(input.cause());
    var problem =
        new Problem(
            Problem.VERSION,
            keys.prefix(),
            input.error(),
            cause,
            clock.instant(),
            Optional.of(input.execution()),
            Optional.empty(),
            input.redrives());
    documents.put(keys.problem(), JsonCodec.document(problem));
    if (claim.isPresent() && documents.has(keys.spec())) {
      Campaign campaign = campaigns.open(keys.prefix());
      closeJobs(campaign);
      ceiling.settle(keys.prefix(), ledger.read(campaign).settled());
    } else {
      ceiling.withdraw(keys.prefix());
    }
    if (!input.error().equals(Problem.STOPPED)) {
      // before it is in order, so that a repeated call tells again rather than never
      notifications.send(subject(keys.prefix()), cause);
    }
    documents.put(keys.problem(), JsonCodec.document(problem.leftInOrder(clock.instant())));
    return Done.DONE;
  }

  /** Whether this failure was left in order by an earlier call, or the campaign was stopped. */
  private boolean isInOrder(CampaignKeys keys, Optional<Claim> claim, Input input) {
    int failures = Math.max(input.redrives(), claim.map(Claim::redrives).orElse(0));
    return documents
        .find(keys.problem(), Problem.class)
        .filter(problem -> problem.execution().equals(Optional.of(input.execution())))
        .filter(problem -> problem.leftInOrder().isPresent())
        .filter(
            problem ->
                problem.redrives() >= failures
                    || (problem.error().equals(Problem.STOPPED)
                        && FailedCampaign.hasEnded(documents, keys)))
        .isPresent();
  }

  private static String subject(String prefix) {
    String subject = "Labeling campaign failed: " + prefix;
    return subject.substring(0, Math.min(subject.length(), Notifications.LONGEST_SUBJECT));
  }

  private void closeJobs(Campaign campaign) {
    if (campaign.startedRounds() == 0) {
      return;
    }
    Workforce workforce = workforces.apply(campaign);
    for (int round = 1; round <= campaign.startedRounds(); round++) {
      for (Wave wave : campaign.publishedWaves(round)) {
        workforce.cancel(campaign.labelingJob(wave));
        List<Annotation> answers =
            campaign
                .documents()
                .decideLines(
                    campaign.keys().annotations(round, wave.wave()),
                    workforce.collect(campaign.labelingJob(wave)),
                    Annotation.class);
        ledger.settle(
            campaign,
            ReserveBudget.reservation(round, wave.wave()),
            WaveCost.due(campaign, wave),
            "the campaign ended early; " + answers.size() + " annotations had been answered");
      }
    }
    ledger.releaseAll(campaign, "the campaign ended early");
  }
}
