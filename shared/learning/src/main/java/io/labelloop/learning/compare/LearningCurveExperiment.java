package io.labelloop.learning.compare;

import io.labelloop.model.ClassLabels;
import io.labelloop.model.Classifier;
import io.labelloop.model.Committee;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.model.Learner;
import io.labelloop.numeric.ArgMax;
import io.labelloop.numeric.Vector;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import io.labelloop.query.AcquisitionFunction;
import io.labelloop.query.Candidate;
import io.labelloop.query.InformationDensity;
import io.labelloop.query.PoolView;
import io.labelloop.query.Prediction;
import io.labelloop.query.QueryStrategy;
import io.labelloop.query.Selection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Measures learning curves by simulation: labels that are known are hidden, and shown when an arm
 * asks for them.
 *
 * <p>Every arm starts from its seed set, then adds a batch per round, and is tested after each on
 * the same items. The feature space is fitted once, to at most {@value #SAMPLE} items of the pool.
 * The result depends on the pool's and the test's items, the arms and the seeds, and on neither the
 * items' order nor the threads.
 */
public final class LearningCurveExperiment {
  /** How many items of the pool the feature space is fitted to. */
  public static final int SAMPLE = 10_000;

  private final Learner learner;
  private final ClassLabels classes;
  private final Protocol protocol;
  private final FeatureSpace space;
  private final SequencedMap<ItemId, LabeledVector> pool;
  private final List<LabeledVector> test;
  private final Vector meanDirection;
  private final Map<SeedSetOf, List<ItemId>> seedSets = new ConcurrentHashMap<>();

  /**
   * Fits the feature space and makes the vectors.
   *
   * @throws IllegalArgumentException if an id occurs twice, within the pool or in pool and test, if
   *     there is no test item, or if the pool is smaller than the seed set and one batch
   */
  public LearningCurveExperiment(
      Learner learner,
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
    this.learner = learner;
    this.classes = classes;
    this.protocol = protocol;
    this.space = learner.fitFeatures(sample(pool));
    this.pool = vectors(space, pool);
    this.test = List.copyOf(vectors(space, test).values());
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
    return accuracy(train(pool.values(), 0));
  }

  /**
   * Runs every arm once per seed.
   *
   * @param arms at least one, with different names
   * @return one curve per arm, in their order
   */
  public List<LearningCurve> run(List<Arm> arms, Comparison.Progress progress) {
    return Comparison.run(
        arms.stream().map(arm -> contender(arm, learner.getClass().getSimpleName())).toList(),
        protocol.seeds(),
        protocol.threads(),
        progress);
  }

  /** An arm as a row of a comparison, under the trainer's name. */
  public Contender contender(Arm arm, String trainer) {
    int rounds = Math.min(protocol.rounds(), (pool.size() - protocol.seedSet()) / protocol.batch());
    return new Contender(
        arm.name(),
        trainer,
        IntStream.rangeClosed(0, rounds)
            .mapToObj(round -> protocol.seedSet() + round * protocol.batch())
            .toList(),
        (seed, trained) -> repeat(arm, seed, rounds, trained));
  }

  private Repetition repeat(Arm arm, long seed, int rounds, Runnable trained) {
    var time = new ProcessorTime();
    var accuracies = new ArrayList<Double>();
    SequencedMap<ItemId, LabeledVector> unlabeled = new LinkedHashMap<>(pool);
    List<LabeledVector> labeled = new ArrayList<>();
    label(seedSet(arm.seedSet(), seed), protocol.seedSet(), unlabeled, labeled);
    for (int round = 0; ; round++) {
      Classifier model = time.of(() -> train(labeled, seed));
      accuracies.add(accuracy(model));
      trained.run();
      if (round == rounds) {
        return new Repetition(accuracies, time.seconds());
      }
      SeededOrder ties = new SeededOrder(seed, "round-" + round);
      label(
          time.of(() -> choose(arm.strategy(), model, labeled, unlabeled.values(), seed, ties)),
          protocol.batch(),
          unlabeled,
          labeled);
    }
  }

  /** Arms that begin alike share the choice, which may take longer than all their rounds. */
  private List<ItemId> seedSet(SeedSetChoice choice, long seed) {
    return seedSets.computeIfAbsent(
        new SeedSetOf(choice, seed), key -> choice.choose(candidates(), protocol.seedSet(), seed));
  }

  private record SeedSetOf(SeedSetChoice choice, long seed) {}

  private SequencedMap<ItemId, Vector> candidates() {
    SequencedMap<ItemId, Vector> features = new LinkedHashMap<>();
    pool.forEach((id, item) -> features.put(id, item.features()));
    return features;
  }

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

  private List<ItemId> choose(
      QueryStrategy strategy,
      Classifier model,
      List<LabeledVector> labeled,
      Collection<LabeledVector> unlabeled,
      long seed,
      SeededOrder ties) {
    PoolView view = new PoolView(() -> labeled, () -> unlabeled.size(), () -> meanDirection);
    AcquisitionFunction acquisition = strategy.acquisition(view);
    Optional<Committee> committee =
        strategy.committee() == 0
            ? Optional.empty()
            : Optional.of(
                Committee.train(
                    strategy.committee(), learner, space, classes, labeled, seed, Instant.EPOCH));
    List<Scored> scored = new ArrayList<>(unlabeled.size());
    for (LabeledVector item : unlabeled) {
      Prediction prediction =
          new Prediction(
              item.id(),
              model.probabilities(item.features()),
              committee.map(some -> some.probabilities(item.features())).orElse(List.of()));
      Candidate candidate = new Candidate(prediction, item.features());
      scored.add(new Scored(candidate, acquisition.score(candidate), ties.placeOf(item.id())));
    }
    scored.sort(null);
    List<Candidate> candidates =
        new ArrayList<>(
            scored.stream()
                .limit(strategy.candidates(protocol.batch()))
                .map(Scored::candidate)
                .toList());
    scored.stream()
        .skip(strategy.candidates(protocol.batch()))
        .sorted(Comparator.comparing(Scored::place, Long::compareUnsigned))
        .limit(strategy.uniformCandidates(protocol.batch()))
        .map(Scored::candidate)
        .forEach(candidates::add);
    return strategy.select(new Selection(candidates, protocol.batch(), view, ties));
  }

  /**
   * Sorts by falling score, then as {@link SeededOrder} does, whose places are costly to ask for.
   */
  private record Scored(Candidate candidate, double score, long place)
      implements Comparable<Scored> {
    @Override
    public int compareTo(Scored other) {
      int byScore = Double.compare(other.score, score);
      if (byScore != 0) {
        return byScore;
      }
      int byPlace = Long.compareUnsigned(place, other.place);
      return byPlace != 0 ? byPlace : candidate.id().compareTo(other.candidate.id());
    }
  }

  private Classifier train(Collection<LabeledVector> labeled, long seed) {
    return learner.train(space, classes, List.copyOf(labeled), seed, Instant.EPOCH);
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

  private static List<Item> sample(List<LabeledItem> pool) {
    return pool.stream()
        .map(LabeledItem::item)
        .sorted(Comparator.comparing(Item::id, new SeededOrder(0, "feature-sample")))
        .limit(SAMPLE)
        .toList();
  }

  private static SequencedMap<ItemId, LabeledVector> vectors(
      FeatureSpace space, List<LabeledItem> items) {
    Map<ItemId, LabeledVector> vectors = new HashMap<>();
    for (LabeledItem item : items) {
      LabeledVector vector =
          new LabeledVector(item.id(), space.vectorOf(item.item().content()), item.label());
      if (vectors.put(item.id(), vector) != null) {
        throw new IllegalArgumentException("item " + item.id() + " came twice");
      }
    }
    SequencedMap<ItemId, LabeledVector> ordered = new LinkedHashMap<>();
    vectors.keySet().stream().sorted().forEach(id -> ordered.put(id, vectors.get(id)));
    return ordered;
  }
}
