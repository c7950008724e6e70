package io.labelloop.workflow.report;

import io.labelloop.budget.AwsPrices;
import io.labelloop.budget.BudgetLedger;
import io.labelloop.budget.LedgerEntry;
import io.labelloop.budget.RunningCost;
import io.labelloop.campaign.CampaignWork;
import io.labelloop.pool.Shard;
import io.labelloop.workflow.document.AutoLabelPlan;
import io.labelloop.workflow.document.AutoLabelVerdict;
import io.labelloop.workflow.step.Campaign;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a campaign's documents say of money beside what people were paid. */
final class MoneyAssembly {
  private MoneyAssembly() {}

  static CampaignSummary.MoneySummary of(Campaign campaign, BudgetLedger books, int started) {
    return new CampaignSummary.MoneySummary(
        Optional.of(inWords(AwsPrices.costOf(work(campaign, started).toCloudWork()))),
        changes(books.entries()),
        campaign.documents().has(campaign.keys().labels())
            ? campaign.autoLabelVerdict().map(AutoLabelVerdict::saved).map(SummaryAssembly::amount)
            : Optional.empty());
  }

  /** How often each part of the workflow ran, as the documents tell. */
  private static CampaignWork work(Campaign campaign, int started) {
    List<Shard> shards =
        campaign.documents().has(campaign.keys().poolPlan())
            ? campaign.poolPlan().shards()
            : List.of();
    int audits =
        campaign
            .documents()
            .find(campaign.keys().autoLabelPlan(), AutoLabelPlan.class)
            .map(plan -> Math.max(0, started - plan.round()))
            .orElse(0);
    int waves = 0;
    for (int round = 1; round <= started; round++) {
      waves += campaign.publishedWaves(round).size();
    }
    return new CampaignWork(
        shards.size(),
        shards.stream().mapToLong(shard -> shard.end() - shard.start()).sum(),
        started - audits,
        waves,
        audits,
        campaign.autoLabelVerdict().filter(verdict -> verdict.labels() > 0).isPresent()
            ? shards.size()
            : 0);
  }

  private static CampaignSummary.RunningCostSummary inWords(RunningCost cost) {
    return new CampaignSummary.RunningCostSummary(
        SummaryAssembly.amount(cost.total()),
        SummaryAssembly.amount(cost.lambda()),
        SummaryAssembly.amount(cost.stepFunctions()),
        SummaryAssembly.amount(cost.s3()),
        AwsPrices.REGION,
        AwsPrices.AS_OF.toString());
  }

  /** Every order in the books, with the cause of the entry by which it came into force. */
  private static List<CampaignSummary.BudgetChange> changes(List<LedgerEntry> entries) {
    var changes = new ArrayList<CampaignSummary.BudgetChange>();
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i) instanceof LedgerEntry.BudgetSet order) {
        changes.add(
            new CampaignSummary.BudgetChange(
                SummaryAssembly.amount(order.budget()),
                order.by(),
                order.at().toString(),
                inForce(entries.subList(i + 1, entries.size()))));
      }
    }
    return changes;
  }

  // a later order before the next round replaces this one
  private static Optional<String> inForce(List<LedgerEntry> later) {
    return later.stream()
        .filter(
            entry ->
                entry instanceof LedgerEntry.BudgetInForce
                    || entry instanceof LedgerEntry.BudgetSet)
        .findFirst()
        .filter(LedgerEntry.BudgetInForce.class::isInstance)
        .map(LedgerEntry::cause);
  }
}
