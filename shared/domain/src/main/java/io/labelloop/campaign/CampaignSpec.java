package io.labelloop.campaign;

import java.util.Optional;

/**
 * A campaign as its file describes it, with every default filled in.
 *
 * @param name the campaign's id, where the file gives one
 * @param seed of all chance in the campaign
 */
public record CampaignSpec(
    Task task,
    PoolSpec pool,
    ModelSpec model,
    QuerySpec query,
    WorkforceSpec workforce,
    StopSpec stop,
    ConsolidationSpec consolidation,
    CertificationSpec certification,
    Optional<AutoLabelSpec> autoLabel,
    Optional<CampaignId> name,
    long seed) {
  /**
   * How many items the validation stream takes: what a bandit or self-training asks for, and the
   * more of the two where both do; 0 where none does.
   */
  public int validationItems() {
    return validationItems(query.strategy());
  }

  /** The same if the campaign had another query strategy. */
  public int validationItems(StrategySpec strategy) {
    return Math.max(strategy.validation().orElse(0), model.selfTraining().orElse(0));
  }
}
