package io.labelloop.workflow.step;

import io.labelloop.autolabel.NestedAudit;
import io.labelloop.budget.Money;
import io.labelloop.budget.PriceList;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.document.AuditCandidates;
import io.labelloop.workflow.document.AuditResults;
import io.labelloop.workflow.document.AutoLabelVerdict;
import io.labelloop.workflow.document.ConsolidatedLabels;
import io.labelloop.workflow.document.Wave;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Compares the audited items' labels with the model's, and decides whether another audit round is
 * needed or which sets of automatic labels are certified.
 */
public final class DecideAudit implements Step<RoundInput, DecideAudit.Output> {
  private final Campaigns campaigns;

  public DecideAudit(Campaigns campaigns) {
    this.campaigns = campaigns;
  }

  /**
   * @param more whether another audit round follows, and its number
   * @param certified whether any automatic label is certified
   * @param audited items audited in this round
   * @param labels automatic labels; 0 while the audit goes on
   */
  public record Output(boolean more, int nextRound, boolean certified, int audited, long labels) {}

  @Override
  public Class<RoundInput> inputType() {
    return RoundInput.class;
  }

  @Override
  public Output execute(RoundInput input) {
    Campaign campaign = campaigns.open(input.prefix());
    var labeling = new AutoLabeling(campaign);
    List<AuditCandidates> shards = labeling.shards();
    List<AuditCandidates.Candidate> candidates = labeling.candidates(shards);
    AuditResults results =
        campaign
            .documents()
            .decide(
                campaign.keys().audit(input.round()),
                results(campaign, input.round(), candidates),
                AuditResults.class);
    int audited = results.results().size();
    var groups = new ArrayList<AutoLabelVerdict.Group>();
    boolean asks = false;
    List<int[]> sizes = labeling.ringSizes(shards);
    Map<ItemId, Boolean> wrong = labeling.wrong(input.round());
    for (int group = 0; group < sizes.size(); group++) {
      Optional<NestedAudit> audit = labeling.audit(group, sizes.get(group), candidates);
      Optional<NestedAudit.State> state = audit.map(a -> a.state(wrong));
      asks |= state.isPresent() && state.get() instanceof NestedAudit.State.Ask;
      groups.add(group(labeling, group, sizes.get(group), audit, state, wrong));
    }
    // a round that could not pay for anything would be followed by one that cannot either
    if (asks && audited > 0) {
      return new Output(true, input.round() + 1, false, audited, 0);
    }
    AutoLabelVerdict verdict =
        campaign
            .documents()
            .decide(
                campaign.keys().autoLabelVerdict(),
                verdict(campaign, labeling, groups, wrong.size()),
                AutoLabelVerdict.class);
    return new Output(false, input.round(), verdict.labels() > 0, audited, verdict.labels());
  }

  private static AuditResults results(
      Campaign campaign, int round, List<AuditCandidates.Candidate> candidates) {
    Map<ItemId, Integer> predicted = new HashMap<>();
    candidates.forEach(candidate -> predicted.put(candidate.id(), candidate.predicted()));
    Map<ItemId, ConsolidatedLabels.Label> labels = campaign.consolidatedLabels(round);
    var results = new ArrayList<AuditResults.Result>();
    for (Wave wave : campaign.publishedWaves(round)) {
      for (Wave.Asked asked : wave.questions()) {
        ConsolidatedLabels.Label label = labels.get(asked.item());
        boolean right = label != null && Objects.equals(predicted.get(asked.item()), label.label());
        results.add(new AuditResults.Result(asked.item(), !right));
      }
    }
    return new AuditResults(AuditResults.VERSION, round, results);
  }

  private static AutoLabelVerdict.Group group(
      AutoLabeling labeling,
      int group,
      int[] sizes,
      Optional<NestedAudit> audit,
      Optional<NestedAudit.State> state,
      Map<ItemId, Boolean> wrong) {
    List<Double> thresholds = labeling.grids().get(group).thresholds();
    List<NestedAudit.Look> trail = state.map(NestedAudit.State::trail).orElse(List.of());
    Optional<NestedAudit.Look> certified =
        trail.stream().filter(NestedAudit.Look::certified).reduce((earlier, later) -> later);
    long candidates = java.util.Arrays.stream(sizes).asLongStream().sum();
    return new AutoLabelVerdict.Group(
        labeling.plan().groups().get(group).name(),
        certified.map(NestedAudit.Look::set),
        certified.map(look -> thresholds.get(look.set())),
        certified
            .map(look -> look.items() - audit.orElseThrow().audited(look.set(), wrong))
            .orElse(0L),
        candidates,
        state.map(DecideAudit::why).orElse("there are too few items to audit"),
        trail.stream()
            .map(
                look ->
                    new AutoLabelVerdict.Look(
                        thresholds.get(look.set()),
                        look.items(),
                        look.audited(),
                        look.mistakes(),
                        look.pValue(),
                        look.certified()))
            .toList());
  }

  private static String why(NestedAudit.State state) {
    return switch (state) {
      case NestedAudit.State.Done done -> done.why();
      case NestedAudit.State.Ask ask ->
          "there was no money to audit " + ask.items().size() + " further items";
    };
  }

  private static AutoLabelVerdict verdict(
      Campaign campaign, AutoLabeling labeling, List<AutoLabelVerdict.Group> groups, int audited) {
    PriceList prices = campaign.spec().workforce().prices();
    Money cost = Money.zero(prices.currency());
    for (int round = labeling.plan().round() + 1; round <= campaign.startedRounds(); round++) {
      for (Wave wave : campaign.publishedWaves(round)) {
        cost = cost.plus(WaveCost.due(campaign, wave));
      }
    }
    long labels = groups.stream().mapToLong(AutoLabelVerdict.Group::labels).sum();
    return new AutoLabelVerdict(
        AutoLabelVerdict.VERSION,
        labeling.plan().round(),
        labeling.spec().precision(),
        labeling.spec().confidence(),
        groups,
        audited,
        cost,
        prices
            .most(campaign.spec().workforce().annotationsPerItem().min())
            .times(Math.toIntExact(labels)));
  }
}
