package io.labelloop.workflow.step;

import io.labelloop.budget.BudgetLedger;
import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.StopSpec;
import io.labelloop.estimation.AccuracyBound;
import io.labelloop.estimation.CertificationTest;
import io.labelloop.estimation.ErrorSpending;
import io.labelloop.stopping.AccuracyCertified;
import io.labelloop.stopping.AnyOf;
import io.labelloop.stopping.BudgetExhausted;
import io.labelloop.stopping.CampaignProgress;
import io.labelloop.stopping.MaxRounds;
import io.labelloop.stopping.PoolExhausted;
import io.labelloop.stopping.StoppingCriterion;
import io.labelloop.workflow.document.Evaluation;
import java.util.ArrayList;
import java.util.Optional;

/** The stopping criteria and the certification test that a campaign file asks for. */
final class StopRules {
  private StopRules() {}

  /** All criteria; the certified target first, since it is the best of several reasons to stop. */
  static StoppingCriterion of(CampaignSpec spec) {
    StopSpec stop = spec.stop();
    var criteria = new ArrayList<StoppingCriterion>();
    stop.accuracy().ifPresent(target -> criteria.add(new AccuracyCertified()));
    criteria.add(new PoolExhausted());
    stop.budget().ifPresent(budget -> criteria.add(new BudgetExhausted()));
    stop.maxRounds().ifPresent(cap -> criteria.add(new MaxRounds(cap)));
    return new AnyOf(criteria);
  }

  /** The test of the accuracy target, or nothing where the file has none. */
  static Optional<CertificationTest> certification(CampaignSpec spec) {
    ErrorSpending spending =
        spec.stop().maxRounds().isPresent()
            ? ErrorSpending.evenly(spec.stop().maxRounds().getAsInt())
            : ErrorSpending.openEnded();
    return spec.stop()
        .accuracy()
        .map(target -> new CertificationTest(target.target(), target.confidence(), spending));
  }

  /** What the criteria look at after a round. */
  static CampaignProgress progress(Campaign campaign, BudgetLedger books, int round) {
    CampaignSpec spec = campaign.spec();
    long taken = campaign.taken(round + 1).size();
    Optional<AccuracyBound> bound =
        campaign
            .documents()
            .find(campaign.keys().evaluation(round), Evaluation.class)
            .flatMap(
                evaluation ->
                    certification(spec)
                        .map(
                            test ->
                                test.evaluate(round, evaluation.labels(), evaluation.correct())));
    return new CampaignProgress(
        round,
        bound,
        books.left(),
        spec.workforce().prices().most(spec.workforce().annotationsPerItem().min()),
        Math.max(0, campaign.streams().items() - taken));
  }
}
