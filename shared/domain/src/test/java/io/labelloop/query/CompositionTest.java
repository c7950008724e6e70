package io.labelloop.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.campaign.StrategySpec;
import io.labelloop.model.LabeledVector;
import io.labelloop.numeric.DenseVector;
import io.labelloop.numeric.SparseVector;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompositionTest {
  private static final SeededOrder TIES = new SeededOrder(5, "ties");

  private static StrategySpec composed(String type, String... of) {
    return new StrategySpec(
        type,
        List.of(of).stream().map(StrategySpec::named).toList(),
        OptionalDouble.empty(),
        OptionalInt.empty());
  }

  private static List<String> select(
      QueryStrategy strategy, List<Candidate> candidates, int batch, List<LabeledVector> labeled) {
    var view = new PoolView(() -> labeled, () -> candidates.size(), () -> DenseVector.of(1, 0));
    return strategy.select(new Selection(candidates, batch, view, TIES)).stream()
        .map(ItemId::value)
        .toList();
  }

  private static Candidate candidate(String id, double p, int words) {
    int[] indices = new int[words];
    double[] values = new double[words];
    for (int i = 0; i < words; i++) {
      indices[i] = i;
      values[i] = 1;
    }
    return new Candidate(
        new Prediction(new ItemId(id), new double[] {p, 1 - p}),
        SparseVector.of(100, indices, values));
  }

  @Test
  void costAware_ofEquallyUnsureTexts_takesTheShortOne() {
    List<Candidate> texts =
        List.of(candidate("long", .5, 90), candidate("short", .5, 4), candidate("sure", .99, 4));

    assertThat(
            select(
                new CostAware(QueryStrategies.named("margin").orElseThrow()), texts, 1, List.of()))
        .containsExactly("short");
    // 1 / sqrt(90) = .105 against .02 / sqrt(4) = .01: a sure answer is worth no word at all
    assertThat(
            select(
                new CostAware(QueryStrategies.named("margin").orElseThrow()), texts, 2, List.of()))
        .containsExactlyInAnyOrder("short", "long");
  }

  @Test
  void classQuota_ofItemsThatAreMostlyOneClass_takesTheOtherClassToo() {
    var items = new ArrayList<Candidate>();
    for (int i = 0; i < 9; i++) {
      items.add(candidate("ham-" + i, .51 + .001 * i, 1));
    }
    for (int i = 0; i < 3; i++) {
      items.add(candidate("spam-" + i, .2, 1));
    }
    QueryStrategy margin = QueryStrategies.named("margin").orElseThrow();

    assertThat(select(margin, items, 4, List.of())).allMatch(id -> id.startsWith("ham"));
    assertThat(select(new ClassQuota(margin, .5), items, 4, List.of()))
        .filteredOn(id -> id.startsWith("spam"))
        .hasSize(2);
    // nothing of another class is left: the quota gives way
    assertThat(select(new ClassQuota(margin, .5), items.subList(0, 5), 4, List.of())).hasSize(4);
  }

  @Test
  void portfolio_ofTwoStrategies_takesWhatBothRankHigh() {
    QueryStrategy forward = ranking("a", "b", "c", "d", "e", "f");
    QueryStrategy backward = ranking("f", "b", "d", "c", "a", "e");
    var items = new ArrayList<Candidate>();
    for (String id : List.of("a", "b", "c", "d", "e", "f")) {
      items.add(candidate(id, .5, 1));
    }

    // of 6 points for the first place: b has 5 + 5, f 1 + 6, a 6 + 2, c 4 + 3, d 3 + 4, e 2 + 1
    assertThat(select(new Portfolio(List.of(forward, backward)), items, 2, List.of()))
        .containsExactly("b", "a");
  }

  private static QueryStrategy ranking(String... ids) {
    return new QueryStrategy() {
      @Override
      public String name() {
        return "fixed";
      }

      @Override
      public AcquisitionFunction acquisition(PoolView view) {
        return new RandomSampling();
      }

      @Override
      public int candidates(int batchSize) {
        return ids.length;
      }

      @Override
      public List<ItemId> select(Selection selection) {
        return List.of(ids).stream().limit(selection.batchSize()).map(ItemId::new).toList();
      }
    };
  }

  @Test
  void anchored_ofARareClass_offersAsManyOfItsNeighboursAsOfTheCommonOne() {
    var random = new Random(1);
    var items = new ArrayList<Candidate>();
    for (int i = 0; i < 400; i++) {
      boolean rare = i < 20;
      items.add(
          new Candidate(
              new Prediction(
                  new ItemId((rare ? "rare-" : "common-") + i),
                  // the model is sure of the rare items, wrongly
                  rare ? new double[] {.9, .1} : new double[] {.6, .4}),
              DenseVector.of(rare ? 0 : 1, rare ? 1 : .1 * random.nextDouble())));
    }
    List<LabeledVector> labeled =
        List.of(
            new LabeledVector(new ItemId("l0"), DenseVector.of(1, 0), 0),
            new LabeledVector(new ItemId("l1"), DenseVector.of(0, 1), 1));
    QueryStrategy random10 = QueryStrategies.named("random").orElseThrow();

    // a sub-pool of 20 neighbours of each class: of 400 draws of 2, 302 (sd 9) have a rare item; of
    // draws from the whole pool 39 (sd 6)
    assertThat(drawsWithARareItem(new Anchored(random10), items, labeled)).isBetween(270, 335);
    assertThat(drawsWithARareItem(random10, items, labeled)).isLessThan(65);
  }

  private static int drawsWithARareItem(
      QueryStrategy strategy, List<Candidate> items, List<LabeledVector> labeled) {
    var view = new PoolView(() -> labeled, () -> items.size(), () -> DenseVector.of(1, 0));
    int draws = 0;
    for (long seed = 0; seed < 400; seed++) {
      var selection = new Selection(items, 2, view, new SeededOrder(seed, "ties"));
      draws +=
          strategy.select(selection).stream().anyMatch(id -> id.value().startsWith("rare")) ? 1 : 0;
    }
    return draws;
  }

  static List<StrategySpec> compositions() {
    return List.of(
        composed("portfolio", "margin", "badge", "random"),
        composed("class-quota", "margin-cluster"),
        composed("cost-aware", "entropy"),
        composed("anchored", "margin-cluster"),
        new StrategySpec(
            "class-quota",
            List.of(composed("portfolio", "margin", "k-center")),
            OptionalDouble.of(.3),
            OptionalInt.empty()));
  }

  @ParameterizedTest
  @MethodSource("compositions")
  void select_ofShuffledCandidates_isTheSameBatchOfDifferentItems(StrategySpec spec) {
    QueryStrategy strategy = QueryStrategies.of(spec);
    for (long seed = 0; seed < 10; seed++) {
      var random = new Random(seed);
      var items = new ArrayList<Candidate>();
      for (int i = 0; i < 100; i++) {
        items.add(candidate("item-" + i, random.nextDouble(), 1 + random.nextInt(30)));
      }
      List<LabeledVector> labeled =
          List.of(new LabeledVector(new ItemId("l"), items.getFirst().features(), 0));
      List<String> batch = select(strategy, items, 12, labeled);
      Collections.shuffle(items, random);

      assertThat(select(strategy, items, 12, labeled)).isEqualTo(batch);
      assertThat(batch).hasSize(12).doesNotHaveDuplicates();
      assertThat(select(strategy, items.subList(0, 5), 12, labeled)).hasSize(5);
    }
  }
}
