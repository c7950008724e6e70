package io.labelloop.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.campaign.CampaignSchema;
import io.labelloop.model.LabeledVector;
import io.labelloop.numeric.DenseVector;
import io.labelloop.numeric.SparseVector;
import io.labelloop.numeric.Vector;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QueryStrategiesTest {
  private static Candidate prediction(double... probabilities) {
    return new Candidate(new Prediction(new ItemId("i"), probabilities), DenseVector.of(0, 0));
  }

  private static PoolView view(List<Candidate> labeled) {
    List<LabeledVector> examples =
        labeled.stream().map(c -> new LabeledVector(c.id(), c.features(), 0)).toList();
    return new PoolView(() -> examples, () -> 1_000, () -> DenseVector.of(1, 1, 0, 0));
  }

  private static List<ItemId> select(
      QueryStrategy strategy, List<Candidate> candidates, int batch, SeededOrder ties) {
    return strategy.select(new Selection(candidates, batch, view(List.of()), ties));
  }

  @Test
  void score_ofHandComputedPredictions_isAsInThePapers() {
    Candidate p = prediction(0.5, 0.3, 0.2);

    assertThat(new LeastConfidence().score(p)).isCloseTo(0.5, within(1e-12));
    assertThat(new MarginSampling().score(p)).isCloseTo(0.8, within(1e-12));
    // -(0.5 ln 0.5 + 0.3 ln 0.3 + 0.2 ln 0.2) / ln 3
    assertThat(new EntropySampling().score(p)).isCloseTo(1.029653014 / Math.log(3), within(1e-9));
  }

  @Test
  void score_ofCertainAndTiedPredictions_isAtTheEnds() {
    assertThat(new MarginSampling().score(prediction(1, 0))).isZero();
    assertThat(new MarginSampling().score(prediction(0.5, 0.5))).isEqualTo(1);
    assertThat(new EntropySampling().score(prediction(1, 0))).isZero();
    assertThat(new EntropySampling().score(prediction(0.25, 0.25, 0.25, 0.25)))
        .isCloseTo(1, within(1e-12));
    assertThat(new LeastConfidence().score(prediction(0.25, 0.25, 0.25, 0.25))).isEqualTo(0.75);
  }

  private static List<Candidate> candidates(int count, long seed) {
    var random = new Random(seed);
    var all = new ArrayList<Candidate>();
    for (int i = 0; i < count; i++) {
      double p = random.nextDouble();
      Vector features =
          i % 10 == 0
              ? SparseVector.of(4, new int[0], new double[0])
              : SparseVector.of(
                  4,
                  new int[] {i % 3, 3},
                  new double[] {1 + random.nextDouble(), random.nextDouble()});
      all.add(
          new Candidate(
              new Prediction(new ItemId("item-" + i), new double[] {p, 1 - p}), features));
    }
    return all;
  }

  static List<String> names() {
    return QueryStrategies.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void select_ofShuffledCandidates_isTheSameBatchOfDifferentItems(String name) {
    QueryStrategy strategy = QueryStrategies.named(name).orElseThrow();
    for (long seed = 0; seed < 20; seed++) {
      var ties = new SeededOrder(seed, "ties");
      List<Candidate> candidates = candidates(120, seed);
      List<ItemId> batch = select(strategy, candidates, 15, ties);
      List<Candidate> shuffled = new ArrayList<>(candidates);
      Collections.shuffle(shuffled, new Random(seed));

      assertThat(select(strategy, shuffled, 15, ties)).isEqualTo(batch);
      assertThat(new HashSet<>(batch)).hasSize(15);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void select_ofFewerThanABatchOrTwins_givesWhatThereIs(String name) {
    QueryStrategy strategy = QueryStrategies.named(name).orElseThrow();
    var ties = new SeededOrder(1, "ties");
    List<Candidate> twins = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      twins.add(
          new Candidate(
              new Prediction(new ItemId("twin-" + i), new double[] {0.5, 0.5}),
              DenseVector.of(1, 1, 0, 0)));
    }

    assertThat(select(strategy, candidates(4, 1), 10, ties)).hasSize(4).doesNotHaveDuplicates();
    assertThat(select(strategy, twins, 10, ties)).hasSize(10).doesNotHaveDuplicates();
    assertThat(strategy.candidates(10)).isGreaterThanOrEqualTo(10);
  }

  @Test
  void marginCluster_ofThreeGroupsOfNearTies_takesOneOfEach() {
    var candidates = new ArrayList<Candidate>();
    for (int i = 0; i < 30; i++) {
      int group = i % 3;
      candidates.add(
          new Candidate(
              new Prediction(
                  new ItemId("item-" + i), new double[] {0.5 + i * 1e-4, 0.5 - i * 1e-4}),
              DenseVector.of(group == 0 ? 10 : 0, group == 1 ? 10 : 0, 0.001 * i)));
    }

    List<ItemId> batch = select(new MarginCluster(), candidates, 3, new SeededOrder(5, "ties"));

    // plain margin would take items 0, 1 and 2 by score alone; clusters demand one of each group,
    // whatever the score
    assertThat(batch.stream().map(id -> Integer.parseInt(id.value().substring(5)) % 3))
        .containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void marginCluster_ofACluster_weighsItsMarginsAgainstDistances() {
    // one cluster around 0 with squared distances 4, 1, 1 and 4, 2.5 in the mean
    double[] places = {-2, -1, 1, 2};
    // costs 1.6 + m / 2 and .4 + m / 2
    assertThat(ofOneCluster(places, new double[] {.6, .9, .8, .6})).isEqualTo("item-2");
    assertThat(ofOneCluster(places, new double[] {0, .9, .9, .3})).isEqualTo("item-1");
    double[] twoNear = {-1.1, -1, 1, 1.1};
    // mean 1.105: costs 1.095 + m / 2 and .905 + m / 2
    assertThat(ofOneCluster(twoNear, new double[] {.1, .9, .9, .8})).isEqualTo("item-0");
  }

  private static String ofOneCluster(double[] places, double[] margins) {
    var candidates = new ArrayList<Candidate>();
    for (int i = 0; i < places.length; i++) {
      double[] probabilities = {(1 + margins[i]) / 2, (1 - margins[i]) / 2};
      candidates.add(
          new Candidate(
              new Prediction(new ItemId("item-" + i), probabilities), DenseVector.of(places[i])));
    }
    return select(new MarginCluster(), candidates, 1, new SeededOrder(5, "ties"))
        .getFirst()
        .value();
  }

  @Test
  void explorer_ofTheDefault_choosesUpToTenLabelsForEachClass() {
    var strategy = new MarginCluster();

    assertThat(LowBudget.explorer(strategy, () -> 59, 6, false).map(QueryStrategy::name))
        .contains("typiclust");
    assertThat(LowBudget.explorer(strategy, () -> 60, 6, false)).isEmpty();
    assertThat(LowBudget.explorer(strategy, () -> 0, 6, true))
        .as("an earlier model's prior")
        .isEmpty();
    assertThat(LowBudget.explorer(QueryStrategies.named("margin").orElseThrow(), () -> 0, 6, false))
        .isEmpty();
  }

  static List<String> seedSets() {
    return SeedSets.names();
  }

  @ParameterizedTest
  @MethodSource("seedSets")
  void seedSet_ofAShuffledSample_isTheSame(String name) {
    SeedSet seedSet = SeedSets.named(name).orElseThrow();
    var order = new SeededOrder(3, "seed-set");
    List<SeedCandidate> sample =
        new ArrayList<>(
            candidates(150, 9).stream().map(c -> new SeedCandidate(c.id(), c.features())).toList());
    List<ItemId> expected = seedSet.select(sample, 12, order);
    Collections.shuffle(sample, new Random(1));

    assertThat(seedSet.select(sample, 12, order))
        .isEqualTo(expected)
        .hasSize(12)
        .doesNotHaveDuplicates();
    assertThat(seedSet.select(sample.subList(0, 5), 12, order)).hasSize(5).doesNotHaveDuplicates();
    assertThat(seedSet.select(List.of(), 12, order)).isEmpty();
  }

  @Test
  void typical_ofATightAndALooseCluster_takesAMiddleItemOfEach() {
    var sample = new ArrayList<SeedCandidate>();
    for (int i = -5; i <= 5; i++) {
      sample.add(
          new SeedCandidate(new ItemId("left" + i), DenseVector.of(-100 + i * Math.abs(i), 0)));
      sample.add(
          new SeedCandidate(new ItemId("right" + i), DenseVector.of(100 + i * Math.abs(i), 0)));
    }

    assertThat(SeedSets.named("typical").orElseThrow().select(sample, 2, new SeededOrder(1, "s")))
        .containsExactlyInAnyOrder(new ItemId("left0"), new ItemId("right0"));
  }

  @Test
  void schema_ofCampaigns_offersEveryStrategy() throws IOException {
    JsonNode names = CampaignSchema.at("/$defs/strategy/oneOf/0/enum");

    var offered = new LinkedHashSet<>(QueryStrategies.names());
    offered.addAll(SequenceStrategies.names());
    assertThat(names).extracting(JsonNode::asText).containsExactlyInAnyOrderElementsOf(offered);
  }
}
