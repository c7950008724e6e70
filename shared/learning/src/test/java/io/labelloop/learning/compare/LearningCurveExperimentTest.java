package io.labelloop.learning.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labelloop.learning.LogisticRegressionLearner;
import io.labelloop.model.ClassLabels;
import io.labelloop.numeric.DenseVector;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import io.labelloop.query.AcquisitionFunction;
import io.labelloop.query.PoolView;
import io.labelloop.query.QueryStrategies;
import io.labelloop.query.QueryStrategy;
import io.labelloop.query.Selection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LearningCurveExperimentTest {
  private static final ClassLabels SIDES = new ClassLabels(List.of("left", "right"));
  private static final Arm RANDOM = arm("random");
  private static final Arm DOUBTFUL = arm("margin");

  @Test
  void run_onPointsBesideALine_findsThatAskingTheDoubtfulSavesLabels() {
    List<LearningCurve> curves =
        experiment(2, plane(300, 1), plane(400, 2)).run(arms(), (d, t) -> {});

    assertThat(curves).extracting(LearningCurve::name).containsExactly("random", "margin");
    // 8 seeds: margin .959 (sd .010), random .934 (sd .026), label saving 1.9
    assertThat(curves.get(1).aulc().mean()).isGreaterThan(curves.get(0).aulc().mean() + .01);
    assertThat(LabelSaving.of(curves.get(0), curves.get(1)).factor().orElseThrow())
        .isGreaterThan(1.2);
    assertThat(LabelSaving.of(curves.get(0), curves.get(0)).factor()).hasValue(1);
    assertThat(curves).allSatisfy(curve -> assertThat(curve.secondsPerRound()).isPositive());
    assertThat(curves.get(0).points())
        .extracting(LearningCurve.Point::labels)
        .containsExactly(6, 10, 14, 18, 22, 26);
  }

  @Test
  void run_ofAShuffledPoolOnOtherThreads_isTheSame() {
    List<LabeledItem> pool = plane(120, 1);
    List<LabeledItem> test = plane(50, 2);
    List<LearningCurve> expected = experiment(1, pool, test).run(arms(), (d, t) -> {});

    Collections.shuffle(pool, new Random(5));
    Collections.shuffle(test, new Random(6));
    List<LearningCurve> shuffled = experiment(3, pool, test).run(arms(), (d, t) -> {});

    assertThat(shuffled)
        .usingRecursiveComparison()
        .ignoringFields("repetitions.seconds")
        .isEqualTo(expected);
  }

  @Test
  void run_withProgress_countsEveryModelOnce() {
    List<Integer> heard = new ArrayList<>();

    experiment(2, plane(60, 1), plane(20, 2))
        .run(
            arms(),
            (done, total) -> {
              assertThat(total).isEqualTo(2 * 8 * 6);
              heard.add(done);
            });

    assertThat(heard).hasSize(96).isSorted().doesNotHaveDuplicates().endsWith(96);
  }

  @Test
  void run_onAPoolThatEndsEarly_stopsAtTheLastWholeBatch() {
    List<LearningCurve> curves =
        experiment(1, plane(15, 1), plane(20, 2)).run(arms(), (done, total) -> {});

    assertThat(curves.getFirst().points())
        .extracting(LearningCurve.Point::labels)
        .containsExactly(6, 10, 14);
  }

  @Test
  void accuracyWithAllLabels_ofSeparablePoints_isNearlyOne() {
    assertThat(experiment(1, plane(300, 1), plane(400, 2)).accuracyWithAllLabels())
        .isGreaterThan(.97);
  }

  @Test
  void run_ofAStrategyThatAsksTwiceForAnItem_isRefused() {
    Arm greedy =
        new Arm(
            "greedy",
            (pool, size, seed) -> Collections.nCopies(size, pool.firstEntry().getKey()),
            QueryStrategies.named("random").orElseThrow());
    LearningCurveExperiment experiment = experiment(1, plane(30, 1), plane(5, 2));

    assertThatThrownBy(() -> experiment.run(List.of(greedy), (d, t) -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("chosen twice");
  }

  @Test
  void experiment_onBadData_isRefused() {
    assertThatThrownBy(() -> experiment(1, plane(9, 1), plane(5, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10 items");
    assertThatThrownBy(() -> experiment(1, plane(30, 1), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("test item");
    assertThatThrownBy(() -> experiment(1, plane(30, 1), plane(5, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("in the pool and in the test");
    assertThatThrownBy(() -> new Protocol(6, 4, 5, List.of(1L, 1L), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("all different");
  }

  @Test
  void holdOut_ofShuffledItems_isTheSameSplit() {
    List<LabeledItem> items = plane(40, 1);
    HoldOut split = HoldOut.of(items, .25, 7);

    Collections.shuffle(items, new Random(3));

    assertThat(HoldOut.of(items, .25, 7)).isEqualTo(split);
    assertThat(split.test()).hasSize(10).doesNotContainAnyElementsOf(split.pool());
    assertThat(split.pool()).hasSize(30);
    assertThat(HoldOut.of(items, .25, 8)).isNotEqualTo(split);
    assertThatThrownBy(() -> HoldOut.of(items, 1, 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("between 0 and 1");
  }

  private static List<Arm> arms() {
    return List.of(RANDOM, DOUBTFUL);
  }

  private static Arm bandit(int validation) {
    return new Arm(
        "bandit",
        SeedSetChoice.random(),
        RoundStrategy.bandit(List.of(QueryStrategies.named("margin").orElseThrow())),
        validation);
  }

  @Test
  void run_ofABandit_paysForItsValidationStreamAndEndsWithAsManyLabels() {
    LearningCurve curve =
        experiment(2, plane(300, 1), plane(400, 2))
            .run(List.of(bandit(10)), (done, total) -> {})
            .getFirst();

    // 6 of the seed set and 10 of the stream; the last batch is cut, so that 26 are paid as ever
    assertThat(curve.labels()).containsExactly(6, 16, 20, 24, 26);
    assertThat(curve.validation()).isEqualTo(10);
    // the stream teaches nothing: before it and after it the model is the same
    assertThat(curve.repetitions())
        .allSatisfy(one -> assertThat(one.accuracies().get(1)).isEqualTo(one.accuracies().get(0)));
  }

  @Test
  void run_ofABanditOnAShuffledPoolAndOtherThreads_drawsTheSame() {
    List<LabeledItem> pool = plane(120, 1);
    List<LearningCurve> expected =
        experiment(1, pool, plane(50, 2)).run(List.of(bandit(8)), (d, t) -> {});

    Collections.shuffle(pool, new Random(5));

    assertThat(experiment(3, pool, plane(50, 2)).run(List.of(bandit(8)), (d, t) -> {}))
        .usingRecursiveComparison()
        .ignoringFields("repetitions.seconds")
        .isEqualTo(expected);
  }

  @Test
  void run_ofABandit_neverLearnsFromItsValidationStream() {
    Set<ItemId> learned = ConcurrentHashMap.newKeySet();
    Set<ItemId> stream = new HashSet<>();
    List<LabeledItem> pool = plane(120, 1);
    pool.stream()
        .map(LabeledItem::id)
        .sorted(new SeededOrder(0, "certification"))
        .limit(8)
        .forEach(stream::add);
    Arm watched =
        new Arm(
            "watched",
            SeedSetChoice.random(),
            (losses, rounds, seed) -> {
              assertThat(losses).isNotEmpty();
              return new Watched(QueryStrategies.named("margin").orElseThrow(), learned);
            },
            8);

    new LearningCurveExperiment(
            new LogisticRegressionLearner(),
            SIDES,
            pool,
            plane(50, 2),
            new Protocol(6, 4, 5, List.of(0L), 1))
        .run(List.of(watched), (done, total) -> {});

    assertThat(learned).hasSizeGreaterThan(6).doesNotContainAnyElementsOf(stream);
  }

  /** Notes what is labeled or may be asked about. */
  private record Watched(QueryStrategy within, Set<ItemId> seen) implements QueryStrategy {
    @Override
    public String name() {
      return within.name();
    }

    @Override
    public AcquisitionFunction acquisition(PoolView view) {
      view.labeled().forEach(item -> seen.add(item.id()));
      return within.acquisition(view);
    }

    @Override
    public int candidates(int batchSize) {
      return 1_000;
    }

    @Override
    public List<ItemId> select(Selection selection) {
      selection.candidates().forEach(candidate -> seen.add(candidate.id()));
      return within.select(selection);
    }
  }

  @Test
  void contender_whoseValidationStreamLeavesNoBatch_isRefused() {
    LearningCurveExperiment experiment = experiment(1, plane(300, 1), plane(5, 2));

    assertThatThrownBy(() -> experiment.contender(bandit(20), "t"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'bandit' pays for 20 labels of a validation stream")
        .hasMessageContaining("only 20 labels in all; take more or larger batches");
  }

  private static LearningCurveExperiment experiment(
      int threads, List<LabeledItem> pool, List<LabeledItem> test) {
    List<Long> seeds = LongStream.range(0, 8).boxed().toList();
    return new LearningCurveExperiment(
        new LogisticRegressionLearner(), SIDES, pool, test, new Protocol(6, 4, 5, seeds, threads));
  }

  /** Points of a square, labeled by the side of its diagonal. */
  private static List<LabeledItem> plane(int count, long seed) {
    Random random = new Random(seed);
    List<LabeledItem> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double x = random.nextDouble();
      double y = random.nextDouble();
      items.add(
          new LabeledItem(
              new Item(
                  new ItemId("p" + seed + "-" + i), new ItemContent.Features(DenseVector.of(x, y))),
              x > y ? 1 : 0));
    }
    return items;
  }

  private static Arm arm(String strategy) {
    return new Arm(strategy, SeedSetChoice.random(), QueryStrategies.named(strategy).orElseThrow());
  }
}
