package io.labelloop.workflow.step;

import io.labelloop.autolabel.NestedAudit;
import io.labelloop.budget.Money;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.Stream;
import io.labelloop.workflow.document.AuditCandidates;
import io.labelloop.workflow.document.BatchItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses the items that an audit round asks about: what every group's audit has to see next, as
 * far as there is money for all of it. A repeated call returns the batch that the first one stored.
 */
public final class SelectAudit implements Step<RoundInput, SelectAudit.Output> {
  private final Campaigns campaigns;
  private final LedgerBook ledger;

  public SelectAudit(Campaigns campaigns, LedgerBook ledger) {
    this.campaigns = campaigns;
    this.ledger = ledger;
  }

  /** The number of items to audit; 0 where there is nothing to ask, or no money for it. */
  public record Output(int items) {}

  @Override
  public Class<RoundInput> inputType() {
    return RoundInput.class;
  }

  @Override
  public Output execute(RoundInput input) {
    Campaign campaign = campaigns.open(input.prefix());
    String key = campaign.keys().batch(input.round());
    List<BatchItem> batch =
        campaign
            .documents()
            .decidedLines(key, BatchItem.class, () -> select(campaign, input.round()));
    return new Output(batch.size());
  }

  private List<BatchItem> select(Campaign campaign, int round) {
    var labeling = new AutoLabeling(campaign);
    List<AuditCandidates> shards = labeling.shards();
    List<int[]> sizes = labeling.ringSizes(shards);
    List<AuditCandidates.Candidate> candidates = labeling.candidates(shards);
    Map<ItemId, Boolean> wrong = labeling.wrong(round - 1);
    Optional<Money> left = ledger.read(campaign).left();
    Set<ItemId> wanted = new HashSet<>();
    for (int group = 0; group < sizes.size(); group++) {
      Optional<NestedAudit.State> state =
          labeling.audit(group, sizes.get(group), candidates).map(audit -> audit.state(wrong));
      if (state.isPresent() && state.get() instanceof NestedAudit.State.Ask ask) {
        Money cost = labeling.priceOfAudit().times(wanted.size() + ask.items().size());
        // a look at a part of its items would not count: only what can be paid whole is begun
        if (left.filter(cost::isMoreThan).isEmpty()) {
          wanted.addAll(ask.items());
        }
      }
    }
    var batch = new ArrayList<BatchItem>();
    for (AuditCandidates.Candidate candidate : candidates) {
      if (wanted.contains(candidate.id())) {
        batch.add(
            new BatchItem(
                candidate.id(),
                Stream.AUDIT,
                labeling.spec().annotationsPerItem(),
                candidate.content()));
      }
    }
    return batch;
  }
}
