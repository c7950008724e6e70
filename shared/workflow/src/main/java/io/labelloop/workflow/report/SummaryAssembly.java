package io.labelloop.workflow.report;

import io.labelloop.annotation.AnnotatorId;
import io.labelloop.budget.BudgetLedger;
import io.labelloop.budget.Money;
import io.labelloop.campaign.AccuracyTarget;
import io.labelloop.stopping.Outcome;
import io.labelloop.workflow.document.ActiveLearning;
import io.labelloop.workflow.document.AutoLabelVerdict;
import io.labelloop.workflow.document.ConsolidatedLabels;
import io.labelloop.workflow.document.Decision;
import io.labelloop.workflow.document.Evaluation;
import io.labelloop.workflow.document.Problem;
import io.labelloop.workflow.document.Streams;
import io.labelloop.workflow.document.Training;
import io.labelloop.workflow.document.Wave;
import io.labelloop.workflow.step.Campaign;
import io.labelloop.workflow.step.LedgerBook;
import io.labelloop.workflow.step.WaveCost;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts a campaign's summary together from its documents alone, at any time. */
public final class SummaryAssembly {
  private final LedgerBook ledger;

  public SummaryAssembly(LedgerBook ledger) {
    this.ledger = ledger;
  }

  /** Where the campaign stands; {@code seconds} is 0, since documents do not know. */
  public CampaignSummary of(Campaign campaign) {
    Optional<Streams> streams =
        campaign.documents().has(campaign.keys().streams())
            ? Optional.of(campaign.streams())
            : Optional.empty();
    BudgetLedger books = ledger.read(campaign);
    List<CampaignSummary.CurvePoint> curve = curve(campaign);
    int started = campaign.startedRounds();
    return new CampaignSummary(
        campaign.claim().campaign(),
        outcome(campaign),
        curve.size(),
        streams.map(Streams::items).orElse(0L),
        streams.map(Streams::rejected).orElse(0L),
        campaign.annotations(started).size(),
        campaign.consolidation(started).map(c -> c.labels().size()).orElse(0),
        autoLabeled(campaign),
        amount(books.settled()),
        books.orderedBudget().map(SummaryAssembly::amount),
        campaign.stop().accuracy().flatMap(target -> certification(campaign, target)),
        curve,
        streams.isPresent() ? poolPoints(campaign) : List.of(),
        campaign.latestDecision().map(SummaryAssembly::stop),
        MoneyAssembly.of(campaign, books, started),
        campaign.documents().find(campaign.keys().activeLearning(), ActiveLearning.class),
        existing(campaign, campaign.keys().labels()),
        existing(campaign, campaign.keys().finalModel()),
        existing(campaign, campaign.keys().report()),
        0,
        suspended(campaign, started));
  }

  /** A campaign that no step has claimed yet. */
  public CampaignSummary unclaimed(String campaign, boolean failed) {
    return new CampaignSummary(
        campaign,
        (failed ? Outcome.FAILED : Outcome.RUNNING).label(),
        0,
        0,
        0,
        0,
        0,
        0,
        new CampaignSummary.Amount(new BigDecimal("0.00"), "USD"),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        CampaignSummary.MoneySummary.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        List.of());
  }

  private static List<CampaignSummary.SuspendedAnnotator> suspended(
      Campaign campaign, int started) {
    Set<AnnotatorId> reinstated = campaign.reinstatements().annotators();
    return campaign
        .consolidation(started)
        .map(ConsolidatedLabels::suspended)
        .orElse(List.of())
        .stream()
        .filter(one -> !reinstated.contains(one.annotator()))
        .map(CampaignSummary.SuspendedAnnotator::of)
        .toList();
  }

  private static List<CampaignSummary.PoolPoint> poolPoints(Campaign campaign) {
    return campaign.pool().changes().stream()
        .map(
            round -> {
              Streams streams = campaign.pool().streams(round);
              return new CampaignSummary.PoolPoint(
                  round,
                  streams.items(),
                  streams.certification().size(),
                  campaign.pool().expectedCertification(round));
            })
        .toList();
  }

  private static CampaignSummary.StopSummary stop(Decision decision) {
    return new CampaignSummary.StopSummary(
        decision.round(),
        decision.rules().stream()
            .map(rule -> new CampaignSummary.StopRule(rule.rule(), rule.fires(), rule.says()))
            .toList(),
        new CampaignSummary.NextRound(
            decision.nextRound().labels(),
            amount(decision.nextRound().price()),
            decision.nextRound().gain()));
  }

  /** Those that were handed back: none before the campaign has ended. */
  private static long autoLabeled(Campaign campaign) {
    return campaign.documents().has(campaign.keys().labels())
        ? campaign.autoLabelVerdict().map(AutoLabelVerdict::labels).orElse(0L)
        : 0;
  }

  /** How the campaign ended, or that it runs. */
  public static String outcome(Campaign campaign) {
    Optional<Problem> problem = Problem.of(campaign.documents(), campaign.keys(), campaign.claim());
    if (problem.isPresent()) {
      return (problem.get().error().equals(Problem.STOPPED) ? Outcome.STOPPED : Outcome.FAILED)
          .label();
    }
    return campaign.latestDecision().map(Decision::outcome).orElse(Outcome.RUNNING.label());
  }

  private static Optional<CampaignSummary.CertificationSummary> certification(
      Campaign campaign, AccuracyTarget target) {
    return campaign
        .latestEvaluation()
        .map(
            e ->
                new CampaignSummary.CertificationSummary(
                    e.labels(), e.correct(), e.lowerBound(), target.confidence(), target.target()));
  }

  /** One point per round whose model was evaluated. */
  static List<CampaignSummary.CurvePoint> curve(Campaign campaign) {
    var points = new ArrayList<CampaignSummary.CurvePoint>();
    Money spent = Money.zero(campaign.spec().workforce().prices().currency());
    int annotations = 0;
    for (int round = 1; campaign.documents().has(campaign.keys().batch(round)); round++) {
      for (Wave wave : campaign.publishedWaves(round)) {
        annotations += campaign.annotations(round, wave.wave()).size();
        spent = spent.plus(WaveCost.due(campaign, wave));
      }
      Optional<Training> training =
          campaign.documents().find(campaign.keys().training(round), Training.class);
      Optional<Evaluation> evaluation =
          campaign.documents().find(campaign.keys().evaluation(round), Evaluation.class);
      if (training.isPresent() && evaluation.isPresent()) {
        Optional<Double> accuracy = evaluation.get().accuracy();
        points.add(
            new CampaignSummary.CurvePoint(
                round,
                training.get().labels(),
                annotations,
                spent.amount(),
                accuracy,
                accuracy.map(measured -> evaluation.get().lowerBound())));
      }
    }
    return points;
  }

  private static Optional<String> existing(Campaign campaign, String key) {
    return campaign.documents().has(key) ? Optional.of(key) : Optional.empty();
  }

  static CampaignSummary.Amount amount(Money money) {
    BigDecimal plain = money.amount().stripTrailingZeros();
    return new CampaignSummary.Amount(
        plain.scale() < 2 ? plain.setScale(2) : plain, money.currency().getCurrencyCode());
  }
}
