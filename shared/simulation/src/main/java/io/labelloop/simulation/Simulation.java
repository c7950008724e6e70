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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Simulated annotators and the final comparison with the truth, for any campaign whose workforce is
 * simulated. A pool's true labels are read once and kept in memory.
 */
public final class Simulation implements TruthSource {
  private final SimulatedTime time;
  private final WorkflowCallback callback;
  private final Map<String, Map<ItemId, Answer>> truths = new ConcurrentHashMap<>();

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
    Map<ItemId, Answer> truth = new HashMap<>(truth(campaign, spec));
    HiddenGold.labels(campaign)
        .asMap()
        .forEach((item, label) -> truth.put(item, new Answer.ClassAnswer(label)));
    return new SimulatedWorkforce(
        spec,
        campaign.labels().size(),
        campaign.spec().seed(),
        item -> Optional.ofNullable(truth.get(item)),
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
                        () -> items(campaign),
                        () -> new ComparedTaggers(campaign))
                    : new SimulatedTruth<>(
                        campaign,
                        truth(campaign, spec),
                        () -> items(campaign),
                        () -> new ComparedClassifiers(campaign)));
  }

  private Map<ItemId, Answer> truth(Campaign campaign, SimulatedSpec spec) {
    return truths.computeIfAbsent(
        campaign.keys().prefix(),
        prefix ->
            PoolTruth.read(
                campaign.documents().objects(),
                campaign.poolPlan().shards(),
                campaign.spec().pool().id(),
                spec.truth(),
                campaign.spec().task()));
  }

  private static List<Item> items(Campaign campaign) {
    var pool = new CampaignPool(campaign);
    var items = new ArrayList<Item>();
    pool.shards().forEach(shard -> pool.forEachItem(shard.index(), items::add));
    return items;
  }
}
