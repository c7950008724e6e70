package io.labelloop.simulation;

import io.labelloop.model.ClassLabels;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.numeric.ArgMax;
import io.labelloop.numeric.Vector;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import io.labelloop.pool.Stream;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.ConsolidatedLabels;
import io.labelloop.workflow.document.Training;
import io.labelloop.workflow.report.CampaignReport;
import io.labelloop.workflow.report.CampaignReport.AccuracyPoint;
import io.labelloop.workflow.report.TruthSource;
import io.labelloop.workflow.step.Campaign;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The final comparison of a simulated campaign: how right its labels are, and how many labels
 * random sampling would have needed for the same accuracy.
 *
 * <p>Both are held against the same items: those that neither was trained on. Random sampling is
 * given the true labels, without annotators' mistakes, and is averaged over {@value #DRAWS} draws,
 * so the comparison errs in its favour.
 */
final class SimulatedTruth implements TruthSource.Truth {
  private static final int DRAWS = 3;
  private static final int MOST_TRIED = 2_000;
  private static final int MOST_COMPARED = 2_000;

  private final Campaign campaign;
  private final Map<ItemId, String> truth;
  private final Supplier<Collection<Item>> pool;

  /**
   * @param truth the true label of every item that has one
   * @param pool all items of the pool, read when asked for
   */
  SimulatedTruth(Campaign campaign, Map<ItemId, String> truth, Supplier<Collection<Item>> pool) {
    this.campaign = campaign;
    this.truth = truth;
    this.pool = pool;
  }

  @Override
  public Optional<String> labelOf(ItemId item) {
    return Optional.ofNullable(truth.get(item));
  }

  private record Example(ItemId id, Vector features, int label) {}

  @Override
  public CampaignReport.TruthComparison comparison() {
    int rounds = campaign.startedRounds();
    FeatureSpace features = campaign.features();
    Map<ItemId, Example> examples = examples(features);
    Set<ItemId> trained = new HashSet<>();
    campaign.asked(rounds).stream()
        .filter(item -> item.stream() != Stream.CERTIFICATION)
        .map(BatchItem::id)
        .forEach(trained::add);

    int most = Math.min(Math.min(MOST_TRIED, examples.size() / 2), 4 * Math.max(1, trained.size()));
    List<List<Example>> draws = draws(examples, most);
    Set<ItemId> seen = new HashSet<>(trained);
    draws.forEach(draw -> draw.forEach(example -> seen.add(example.id())));
    List<Example> unseen =
        sorted(examples.values(), "comparison").stream()
            .filter(example -> !seen.contains(example.id()))
            .limit(MOST_COMPARED)
            .toList();

    List<AccuracyPoint> active = active(rounds, features, unseen);
    double reached = active.isEmpty() ? 0 : active.getLast().accuracy();
    List<AccuracyPoint> random = random(features, draws, unseen, active, most, reached);
    Optional<Integer> needs =
        random.stream()
            .filter(point -> point.accuracy() >= reached)
            .map(AccuracyPoint::labels)
            .findFirst();
    return new CampaignReport.TruthComparison(
        right(rounds), labels(rounds).size(), reached, active, random, needs, most);
  }

  private Map<ItemId, Example> examples(FeatureSpace features) {
    ClassLabels labels = campaign.labels();
    var examples = new LinkedHashMap<ItemId, Example>();
    for (Item item : pool.get()) {
      labelOf(item.id())
          .map(labels::indexOf)
          .filter(java.util.OptionalInt::isPresent)
          .ifPresent(
              label ->
                  examples.put(
                      item.id(),
                      new Example(item.id(), features.vectorOf(item.content()), label.getAsInt())));
    }
    return examples;
  }

  private List<List<Example>> draws(Map<ItemId, Example> examples, int size) {
    var draws = new ArrayList<List<Example>>();
    for (int draw = 0; draw < DRAWS; draw++) {
      draws.add(sorted(examples.values(), "random-" + draw).subList(0, size));
    }
    return draws;
  }

  private List<Example> sorted(Collection<Example> examples, String purpose) {
    var order = new SeededOrder(campaign.spec().seed(), purpose);
    return examples.stream().sorted(Comparator.comparing(Example::id, order)).toList();
  }

  private List<AccuracyPoint> active(int rounds, FeatureSpace features, List<Example> unseen) {
    var points = new ArrayList<AccuracyPoint>();
    for (int round = 1; round <= rounds; round++) {
      int labels =
          campaign
              .documents()
              .find(campaign.keys().training(round), Training.class)
              .map(Training::labels)
              .orElse(0);
      Optional<Classifier> model = labels == 0 ? Optional.empty() : campaign.model(round, features);
      model.ifPresent(m -> points.add(new AccuracyPoint(labels, accuracy(m, unseen))));
    }
    return points;
  }

  /** The campaign's own sizes first, then in steps of a batch until its accuracy is reached. */
  private List<AccuracyPoint> random(
      FeatureSpace features,
      List<List<Example>> draws,
      List<Example> unseen,
      List<AccuracyPoint> active,
      int most,
      double reached) {
    var points = new ArrayList<AccuracyPoint>();
    int step = campaign.spec().query().batchSize();
    int last = active.isEmpty() ? 0 : active.getLast().labels();
    int size = active.isEmpty() ? step : active.getFirst().labels();
    while (size <= most) {
      double sum = 0;
      for (List<Example> draw : draws) {
        sum += accuracy(train(features, draw.subList(0, size)), unseen);
      }
      points.add(new AccuracyPoint(size, sum / DRAWS));
      if (size >= last && points.getLast().accuracy() >= reached) {
        break;
      }
      size += step;
    }
    return points;
  }

  private Classifier train(FeatureSpace features, List<Example> examples) {
    return campaign
        .learner()
        .train(
            features,
            campaign.labels(),
            examples.stream().map(e -> new LabeledVector(e.id(), e.features(), e.label())).toList(),
            campaign.spec().seed(),
            campaign.claim().claimedAt());
  }

  private static double accuracy(Classifier model, List<Example> examples) {
    long right =
        examples.stream()
            .filter(e -> ArgMax.of(model.probabilities(e.features())) == e.label())
            .count();
    return examples.isEmpty() ? 0 : (double) right / examples.size();
  }

  private List<ConsolidatedLabels.Label> labels(int rounds) {
    return campaign.consolidation(rounds).map(ConsolidatedLabels::labels).orElse(List.of());
  }

  private long right(int rounds) {
    return labels(rounds).stream()
        .filter(
            label ->
                labelOf(label.item())
                    .filter(campaign.labels().name(label.label())::equals)
                    .isPresent())
        .count();
  }
}
