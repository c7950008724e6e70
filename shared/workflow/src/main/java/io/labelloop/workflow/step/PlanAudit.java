package io.labelloop.workflow.step;

import io.labelloop.autolabel.AuditDesign;
import io.labelloop.autolabel.ConfidenceGrid;
import io.labelloop.budget.Money;
import io.labelloop.budget.ReservationId;
import io.labelloop.campaign.AutoLabelSpec;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.numeric.ArgMax;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemId;
import io.labelloop.stopping.Outcome;
import io.labelloop.workflow.document.AutoLabelPlan;
import io.labelloop.workflow.document.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * Freezes and calibrates the last model and cuts the candidate sets of its automatic labels by the
 * confidences of an unlabelled sample. Frees the money that was kept back for their audit.
 */
public final class PlanAudit implements Step<RoundInput, PlanAudit.Output> {
  private static final ReservationId RESERVE = new ReservationId("audit-of-automatic-labels");
  // a first look and one more; never more than a quarter of the budget
  private static final int RESERVED_LOOKS = 2;
  private static final int BUDGET_PARTS = 4;

  private final Campaigns campaigns;
  private final LedgerBook ledger;

  public PlanAudit(Campaigns campaigns, LedgerBook ledger) {
    this.campaigns = campaigns;
    this.ledger = ledger;
  }

  /**
   * Whether there is anything to audit, and the round that does.
   *
   * @param shardsKey the JSON array of the pool's shards as the last round found it, by which the
   *     pool is labeled
   */
  public record Output(boolean audit, int nextRound, String shardsKey) {}

  @Override
  public Class<RoundInput> inputType() {
    return RoundInput.class;
  }

  @Override
  public Output execute(RoundInput input) {
    Campaign campaign = campaigns.open(input.prefix());
    calibrate(campaign, input.round());
    if (campaign.spec().autoLabel().isEmpty()) {
      return new Output(false, input.round(), campaign.pool().shardsKey(input.round()));
    }
    ledger.settle(
        campaign,
        RESERVE,
        Money.zero(campaign.spec().workforce().prices().currency()),
        "free for the audit of automatic labels");
    AutoLabelPlan plan =
        campaign
            .documents()
            .decided(
                campaign.keys().autoLabelPlan(),
                AutoLabelPlan.class,
                () -> plan(campaign, input.round()));
    return new Output(plan.audit(), plan.round() + 1, campaign.pool().shardsKey(input.round()));
  }

  /** Calibrates the model of a round, or of the latest before it that has one; once. */
  public static void calibrate(Campaign campaign, int round) {
    if (!campaign.isSequence()) {
      campaign
          .models()
          .lastRound(round)
          .ifPresent(
              last -> {
                FeatureSpace features = campaign.features();
                Calibrating.decide(
                    campaign,
                    last,
                    campaign.models().classifier(last, features).orElseThrow(),
                    features);
              });
    }
  }

  /** Keeps money back for the audit, so that a campaign does not spend all of it before. */
  static void reserve(Campaign campaign, LedgerBook ledger) {
    Optional<AutoLabelSpec> spec = campaign.spec().autoLabel();
    Optional<Money> budget = campaign.spec().stop().budget();
    if (spec.isEmpty() || budget.isEmpty()) {
      return;
    }
    Money price = campaign.spec().workforce().prices().most(spec.get().annotationsPerItem());
    int items =
        AuditDesign.plannedLooks(spec.get().precision(), 1 - spec.get().confidence())
            .get(RESERVED_LOOKS - 1);
    int affordable = price.isZero() ? 0 : budget.get().paysFor(price) / BUDGET_PARTS;
    if (affordable > 0) {
      ledger.setAside(
          campaign,
          RESERVE,
          price.times(Math.min(items, affordable)),
          "for the audit of automatic labels");
    }
  }

  /** Who stops a campaign wants no more questions asked. */
  private static boolean wasStopped(Campaign campaign, int round) {
    return campaign
        .documents()
        .find(campaign.keys().decision(round), Decision.class)
        .filter(decision -> decision.outcome().equals(Outcome.STOPPED.label()))
        .isPresent();
  }

  private static AutoLabelPlan plan(Campaign campaign, int round) {
    FeatureSpace features = campaign.features();
    Optional<Classifier> model = campaign.models().calibrated(round, features);
    if (model.isEmpty() || wasStopped(campaign, round)) {
      return new AutoLabelPlan(AutoLabelPlan.VERSION, round, false, List.of());
    }
    boolean perClass = campaign.spec().autoLabel().orElseThrow().perClass();
    var confidences = new ArrayList<DoubleStream.Builder>();
    List<String> names = perClass ? campaign.labels().names() : List.of(AutoLabelPlan.ALL);
    names.forEach(name -> confidences.add(DoubleStream.builder()));
    Set<ItemId> taken = campaign.takenBy(round);
    for (Item item : campaign.pool().sample(round)) {
      if (!taken.contains(item.id())) {
        double[] row = model.get().probabilities(features.vectorOf(item.content()));
        int predicted = ArgMax.of(row);
        confidences.get(perClass ? predicted : 0).add(row[predicted]);
      }
    }
    var groups = new ArrayList<AutoLabelPlan.Group>();
    for (int group = 0; group < names.size(); group++) {
      groups.add(
          new AutoLabelPlan.Group(
              names.get(group),
              ConfidenceGrid.of(confidences.get(group).build().toArray()).thresholds()));
    }
    return new AutoLabelPlan(AutoLabelPlan.VERSION, round, true, groups);
  }
}
