package io.labelloop.simulation;

import io.labelloop.annotation.Answer;
import io.labelloop.campaign.SimulatedSpec;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.port.WorkflowCallback;
import io.labelloop.workflow.port.Workforce;
import io.labelloop.workflow.report.TruthSource;
import io.labelloop.workflow.step.Campaign;
import io.labelloop.workflow.step.CampaignPool;
import io.labelloop.workflow.step.HiddenGold;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Simulated annotators and the final comparison with the truth, for any campaign whose workforce is
 * simulated. A pool's true labels are read once and kept in memory, in some twenty bytes each.
 */
public final class Simulation implements TruthSource {
  private final SimulatedTime time;
  private final WorkflowCallback callback;
  private final Map<String, PoolTruth> truths = new ConcurrentHashMap<>();

  public Simulation(SimulatedTime time, WorkflowCallback callback) {
    this.time = time;
    this.callback = callback;
  }

  /**
   * The annotators of a simulated campaign.
   *
   * @throws UnknownTruthException if the pool has no usable true labels
   */
  public Workforce workforce(Campaign campaign) {
    SimulatedSpec spec = campaign.spec().workforce().simulated().orElseThrow();
    PoolTruth truth = truth(campaign, spec);
    Map<ItemId, Integer> gold = HiddenGold.labels(campaign).asMap();
    return new SimulatedWorkforce(
        spec,
        campaign.labels().size(),
        campaign.spec().seed(),
        item ->
            Optional.ofNullable(gold.get(item))
                .<Answer>map(Answer.ClassAnswer::new)
                .or(() -> truth.of(item)),
        campaign.documents(),
        time,
        callback);
  }

  @Override
  public Optional<Truth> of(Campaign campaign) {
    return campaign
        .spec()
        .workforce()
        .simulated()
        .map(
            spec ->
                campaign.isSequence()
                    ? new SimulatedTruth<>(
                        campaign,
                        truth(campaign, spec),
                        items -> forEachItem(campaign, items),
                        () -> new ComparedTaggers(campaign))
                    : new SimulatedTruth<>(
                        campaign,
                        truth(campaign, spec),
                        items -> forEachItem(campaign, items),
                        () -> new ComparedClassifiers(campaign)));
  }

  private PoolTruth truth(Campaign campaign, SimulatedSpec spec) {
    return truths.computeIfAbsent(
        // a pool may have grown since
        campaign.keys().prefix() + " " + campaign.poolPlan().shards().size(),
        prefix ->
            PoolTruth.read(
                campaign.documents().objects(),
                campaign.poolPlan().shards(),
                campaign.spec().pool().id(),
                spec.truth(),
                campaign.spec().task()));
  }

  private static void forEachItem(Campaign campaign, Consumer<Item> consumer) {
    var pool = new CampaignPool(campaign);
    pool.shards().forEach(shard -> pool.forEachItem(shard.index(), consumer));
  }
}
