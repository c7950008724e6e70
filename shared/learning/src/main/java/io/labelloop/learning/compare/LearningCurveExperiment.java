package io.labelloop.learning.compare;

import io.labelloop.model.ClassLabels;
import io.labelloop.model.Classifier;
import io.labelloop.model.Committee;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.model.Learner;
import io.labelloop.model.RoundTraining;
import io.labelloop.model.ValidationScore;
import io.labelloop.numeric.ArgMax;
import io.labelloop.numeric.Vector;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import io.labelloop.query.InformationDensity;
import io.labelloop.query.LowBudget;
import io.labelloop.query.PoolView;
import io.labelloop.query.QueryStrategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures learning curves by simulation: labels that are known are hidden, and shown when an arm
 * asks for them.
 *
 * <p>Every arm starts from its seed set, then adds a batch per round, and is tested after each on
 * the same items. An arm with a validation stream draws it uniformly from the pool and pays for its
 * labels ({@link PaidLabels}); it is apart from what the curve is measured on. The feature space is
 * fitted once, to at most {@value PoolVectors#SAMPLE} items of the pool. The result depends on the
 * pool's and the test's items, the arms and the seeds, and on neither the items' order nor the
 * threads.
 */
public final class LearningCurveExperiment {
  private final RoundTraining training;
  private final ClassLabels classes;
  private final Protocol protocol;
  private final FeatureSpace space;
  private final Set<ItemId> sample;
  private final SequencedMap<ItemId, LabeledVector> pool;
  private final List<LabeledVector> test;
  private final Vector meanDirection;
  private final Map<SeedSetOf, List<ItemId>> seedSets = new ConcurrentHashMap<>();

  /** An experiment whose models learn from labels alone, with the learner's own setting. */
  public LearningCurveExperiment(
      Learner learner,
      ClassLabels classes,
      List<LabeledItem> pool,
      List<LabeledItem> test,
      Protocol protocol) {
    this(RoundTraining.plain(learner), classes, pool, test, protocol);
  }

  /**
   * Fits the feature space and makes the vectors.
   *
   * @param training how each round's model comes about
   * @throws IllegalArgumentException if an id occurs twice, within the pool or in pool and test, if
   *     there is no test item, or if the pool is smaller than the seed set and one batch
   */
  public LearningCurveExperiment(
      RoundTraining training,
      ClassLabels classes,
      List<LabeledItem> pool,
      List<LabeledItem> test,
      Protocol protocol) {
    if (test.isEmpty()) {
      throw new IllegalArgumentException("learning curves need at least 1 test item, but got none");
    }
    if (pool.size() < protocol.seedSet() + protocol.batch()) {
      throw new IllegalArgumentException(
          "the pool must have "
              + (protocol.seedSet() + protocol.batch())
              + " items for a seed set and a batch, but has "
              + pool.size());
    }
    this.training = training;
    this.classes = classes;
    this.protocol = protocol;
    List<Item> sampled = PoolVectors.sample(pool);
    this.space = training.learner().fitFeatures(sampled);
    this.sample = sampled.stream().map(Item::id).collect(Collectors.toSet());
    this.pool = PoolVectors.of(space, pool);
    this.test = List.copyOf(PoolVectors.of(space, test).values());
    this.meanDirection =
        InformationDensity.meanDirection(
            this.pool.values().stream().map(LabeledVector::features).toList(), space.size());
    for (LabeledItem item : test) {
      if (this.pool.containsKey(item.id())) {
        throw new IllegalArgumentException("item " + item.id() + " is in the pool and in the test");
      }
    }
  }

  /** The accuracy of a model that was trained on the whole pool: what no choice can much exceed. */
  public double accuracyWithAllLabels() {
    List<LabeledVector> all = List.copyOf(pool.values());
    Learner chosen = training.with(training.searched(space, classes, all, 0));
    return accuracy(chosen.train(space, classes, all, 0, Instant.EPOCH));
  }

  /**
   * Runs every arm once per seed.
   *
   * @param arms at least one, with different names
   * @return one curve per arm, in their order
   */
  public List<LearningCurve> run(List<Arm> arms, Comparison.Progress progress) {
    return Comparison.run(
        arms.stream()
            .map(arm -> contender(arm, training.learner().getClass().getSimpleName()))
            .toList(),
        protocol.seeds(),
        protocol.threads(),
        progress);
  }

  /**
   * An arm as a row of a comparison, under the trainer's name.
   *
   * @throws IllegalArgumentException if its validation stream leaves no label for a batch
   */
  public Contender contender(Arm arm, String trainer) {
    int rounds = Math.min(protocol.rounds(), (pool.size() - protocol.seedSet()) / protocol.batch());
    PaidLabels labels =
        PaidLabels.of(
            protocol.seedSet(),
            protocol.batch(),
            rounds,
            ValidationScore.items(arm.validation(), pool.size()),
            arm.name());
    return new Contender(
        arm.name(),
        trainer,
        labels.paid(),
        labels.validation(),
        (seed, trained) -> repeat(arm, labels, seed, trained));
  }

  private Repetition repeat(Arm arm, PaidLabels labels, long seed, Runnable trained) {
    var time = new ProcessorTime();
    var accuracies = new ArrayList<Double>();
    var losses = new ArrayList<Double>();
    SequencedMap<ItemId, LabeledVector> unlabeled = new LinkedHashMap<>(pool);
    List<LabeledVector> validation = validation(labels.validation(), seed);
    validation.forEach(item -> unlabeled.remove(item.id()));
    List<LabeledVector> labeled = new ArrayList<>();
    label(seedSet(arm.seedSet(), seed, validation), protocol.seedSet(), unlabeled, labeled);
    for (int model = 0; ; model++) {
      RoundTraining.Trained round = time.of(() -> train(labeled, unlabeled, validation, seed));
      if (!validation.isEmpty()) {
        losses.add(
            ValidationScore.of(Optional.of(round.model()), validation, classes.size()).logLoss());
        if (model == 0) {
          // the seed set is paid, and the validation stream is not yet
          accuracies.add(accuracy(round.labelsAlone()));
          trained.run();
        }
      }
      accuracies.add(accuracy(round.model()));
      trained.run();
      if (model == labels.models() - 1) {
        return new Repetition(accuracies, time.seconds());
      }
      int batch = labels.batchAfter(model);
      QueryStrategy asked = arm.strategy().next(losses, labels.models(), seed);
      Optional<QueryStrategy> explorer = explorer(asked, labeled, unlabeled, batch);
      QueryStrategy strategy = explorer.orElse(asked);
      Collection<LabeledVector> among =
          explorer.isPresent() ? sampled(unlabeled).toList() : unlabeled.values();
      var ties = new SeededOrder(seed, "round-" + model);
      var view = new PoolView(() -> labeled, () -> unlabeled.size(), () -> meanDirection);
      label(
          time.of(
              () ->
                  new BatchChoice(
                          strategy, round.model(), committee(strategy, round, labeled, seed))
                      .of(among, batch, view, ties)),
          batch,
          unlabeled,
          labeled);
    }
  }

  private RoundTraining.Trained train(
      List<LabeledVector> labeled,
      Map<ItemId, LabeledVector> unlabeled,
      List<LabeledVector> validation,
      long seed) {
    return training.train(
        space,
        classes,
        List.copyOf(labeled),
        new RoundTraining.Beside(() -> guessable(unlabeled), () -> validation),
        seed,
        Instant.EPOCH);
  }

  /** As a campaign has it: where the sample holds a batch. */
  private Optional<QueryStrategy> explorer(
      QueryStrategy strategy,
      List<LabeledVector> labeled,
      Map<ItemId, LabeledVector> unlabeled,
      int batch) {
    return LowBudget.explorer(
            strategy, labeled::size, classes.size(), training.learner().hasPrior())
        .filter(any -> sampled(unlabeled).count() >= batch);
  }

  /** What of the sample has no label. */
  private Stream<LabeledVector> sampled(Map<ItemId, LabeledVector> unlabeled) {
    return unlabeled.values().stream().filter(item -> sample.contains(item.id()));
  }

  /** A campaign guesses no more than what of the sample has no label. */
  private Map<ItemId, Vector> guessable(Map<ItemId, LabeledVector> unlabeled) {
    Map<ItemId, Vector> items = new LinkedHashMap<>();
    sampled(unlabeled).forEach(item -> items.put(item.id(), item.features()));
    return items;
  }

  /** The first items of the order in which a campaign draws its streams that test. */
  private List<LabeledVector> validation(int size, long seed) {
    return pool.values().stream()
        .sorted(Comparator.comparing(LabeledVector::id, new SeededOrder(seed, "certification")))
        .limit(size)
        .toList();
  }

  /** A trainer that is a committee serves the strategy too, as in a campaign. */
  private Optional<Committee> committee(
      QueryStrategy strategy, RoundTraining.Trained round, List<LabeledVector> labeled, long seed) {
    if (strategy.committee() == 0) {
      return Optional.empty();
    }
    List<Classifier> members = round.model().members();
    return Optional.of(
        members.isEmpty()
            ? Committee.train(
                strategy.committee(), round.learner(), space, classes, labeled, seed, Instant.EPOCH)
            : new Committee(members));
  }

  /** Arms that begin alike share the choice, which may take longer than all their rounds. */
  private List<ItemId> seedSet(SeedSetChoice choice, long seed, List<LabeledVector> validation) {
    return seedSets.computeIfAbsent(
        new SeedSetOf(choice, seed, validation.size()),
        key -> {
          SequencedMap<ItemId, Vector> features = new LinkedHashMap<>();
          pool.forEach((id, item) -> features.put(id, item.features()));
          validation.forEach(item -> features.remove(item.id()));
          return choice.choose(features, protocol.seedSet(), seed);
        });
  }

  private record SeedSetOf(SeedSetChoice choice, long seed, int validation) {}

  private static void label(
      List<ItemId> chosen,
      int expected,
      Map<ItemId, LabeledVector> unlabeled,
      List<LabeledVector> labeled) {
    for (ItemId id : chosen) {
      LabeledVector vector = unlabeled.remove(id);
      if (vector == null) {
        throw new IllegalStateException("item " + id + " was chosen twice, or is not in the pool");
      }
      labeled.add(vector);
    }
    if (chosen.size() != expected) {
      throw new IllegalStateException(
          expected + " items should have been chosen, but " + chosen.size() + " were");
    }
  }

  private double accuracy(Classifier model) {
    int right = 0;
    for (LabeledVector item : test) {
      if (ArgMax.of(model.probabilities(item.features())) == item.label()) {
        right++;
      }
    }
    return (double) right / test.size();
  }
}
