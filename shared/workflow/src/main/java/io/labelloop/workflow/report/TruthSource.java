package io.labelloop.workflow.report;

import io.labelloop.annotation.Answer;
import io.labelloop.workflow.step.Campaign;
import java.util.Optional;

/**
 * Knows the true labels of a simulated campaign's pool, for the report's final comparison and
 * nothing else.
 */
@FunctionalInterface
public interface TruthSource {
  /** No truth: people answer. */
  TruthSource NONE = campaign -> Optional.empty();

  Optional<Truth> of(Campaign campaign);

  /** The true labels of a pool, and what they say of the campaign. */
  interface Truth {
    /** The true answer about an item, if the pool says it. */
    Optional<Answer> answerOf(io.labelloop.pool.ItemId item);

    /** How right the campaign was, and what random sampling would have needed. */
    CampaignReport.TruthComparison comparison();
  }
}
