package io.labelloop.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.model.LabeledVector;
import io.labelloop.numeric.DenseVector;
import io.labelloop.numeric.SparseVector;
import io.labelloop.numeric.Vector;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiversityTest {
  private static final SeededOrder TIES = new SeededOrder(5, "ties");

  private static Candidate at(String id, double p, double... place) {
    return new Candidate(
        new Prediction(new ItemId(id), new double[] {p, 1 - p}), DenseVector.of(place));
  }

  private static List<String> select(
      QueryStrategy strategy, List<Candidate> candidates, int batch, List<Vector> labeled) {
    var examples = new ArrayList<LabeledVector>();
    for (int i = 0; i < labeled.size(); i++) {
      examples.add(new LabeledVector(new ItemId("labeled-" + i), labeled.get(i), 0));
    }
    var view = new PoolView(() -> examples, () -> candidates.size(), () -> DenseVector.of(1, 0));
    return strategy.select(new Selection(candidates, batch, view, TIES)).stream()
        .map(ItemId::value)
        .toList();
  }

  @Test
  void kCenter_ofPointsOnALine_takesTheFarthestFromWhatIsLabeled() {
    List<Candidate> line =
        List.of(at("near", .5, 1), at("middle", .5, 6), at("far", .5, 10), at("farther", .5, 11));

    assertThat(select(new KCenterGreedy(), line, 2, List.of(DenseVector.of(0))))
        .containsExactly("farther", "middle");
  }

  @Test
  void rankedBatch_ofAMostlyUnlabeledPool_prefersDistanceAndLaterUncertainty() {
    List<Candidate> two = List.of(at("unsure", .5, 1), at("elsewhere", .95, 8));
    List<Vector> one = List.of(DenseVector.of(0));
    List<Vector> many = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      many.add(DenseVector.of(0));
    }

    // 2 of 3 unlabeled: 2/3 * 1/2 + 1/3 * .5 = .5 against 2/3 * 8/9 + 1/3 * .05 = .61
    assertThat(select(new RankedBatch(), two, 1, one)).containsExactly("elsewhere");
    // 2 of 102 unlabeled: uncertainty decides
    assertThat(select(new RankedBatch(), two, 1, many)).containsExactly("unsure");
  }

  /** Three groups far apart; the model is unsure of all. */
  private static List<Candidate> threeGroups() {
    var random = new Random(3);
    var all = new ArrayList<Candidate>();
    for (int i = 0; i < 90; i++) {
      double x = new double[] {0, 100, 200}[i % 3] + random.nextDouble();
      all.add(at("group" + i % 3 + "-" + i, .5 + .001 * random.nextDouble(), x, 50));
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "k-center",
        "badge",
        "weighted-k-means++",
        "typiclust",
        "probcover",
        "margin-cluster"
      })
  void select_ofThreeGroups_takesOneOfEach(String name) {
    List<String> batch =
        select(QueryStrategies.named(name).orElseThrow(), threeGroups(), 3, List.of());

    assertThat(batch.stream().map(id -> id.substring(0, 6)))
        .containsExactlyInAnyOrder("group0", "group1", "group2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"k-center", "typiclust", "probcover", "ranked-batch"})
  void select_whereAGroupIsLabeled_takesOfTheOthers(String name) {
    List<String> batch =
        select(
            QueryStrategies.named(name).orElseThrow(),
            threeGroups(),
            2,
            List.of(DenseVector.of(.5, 50)));

    assertThat(batch.stream().map(id -> id.substring(0, 6)))
        .containsExactlyInAnyOrder("group1", "group2");
  }

  @Test
  void gradientEmbeddings_ofSparseCandidates_haveTheDistancesOfTheWrittenOutGradients() {
    var random = new Random(4);
    var candidates = new ArrayList<Candidate>();
    for (int i = 0; i < 12; i++) {
      double a = random.nextDouble();
      double b = random.nextDouble() * (1 - a);
      candidates.add(
          new Candidate(
              new Prediction(new ItemId("i" + i), new double[] {a, b, 1 - a - b}),
              SparseVector.of(
                  5,
                  new int[] {i % 3, 3 + i % 2},
                  new double[] {random.nextGaussian(), random.nextGaussian()})));
    }
    var points = new GradientEmbeddings(candidates);
    double[] distances = new double[12];

    for (int from = 0; from < 12; from++) {
      points.squaredDistances(from, distances);
      for (int to = 0; to < 12; to++) {
        assertThat(distances[to])
            .isCloseTo(
                squaredDistance(gradient(candidates.get(from)), gradient(candidates.get(to))),
                within(1e-9));
      }
    }
  }

  private static double[] gradient(Candidate candidate) {
    double[] residual = candidate.prediction().probabilities().clone();
    residual[io.labelloop.numeric.ArgMax.of(residual)] -= 1;
    double[] x = new double[candidate.features().size() + 1];
    candidate.features().addTo(x, 1);
    x[x.length - 1] = 1;
    double[] gradient = new double[residual.length * x.length];
    for (int k = 0; k < residual.length; k++) {
      for (int d = 0; d < x.length; d++) {
        gradient[k * x.length + d] = residual[k] * x[d];
      }
    }
    return gradient;
  }

  private static double squaredDistance(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += (left[i] - right[i]) * (left[i] - right[i]);
    }
    return sum;
  }

  @Test
  void squaredDistanceSampling_ofTwoFarPointsAndOneNear_drawsByWeightTimesSquaredDistance() {
    Points points = Points.of(List.of(DenseVector.of(10), DenseVector.of(9), DenseVector.of(6)));
    double[] weights = {1, 1, 1};
    int[] second = new int[3];
    for (long seed = 0; seed < 4_000; seed++) {
      List<Integer> drawn = SquaredDistanceSampling.draw(points, weights, 2, seed);
      assertThat(drawn.getFirst()).isZero();
      second[drawn.get(1)]++;
    }

    // squared distances from the first: 1 and 16, so 1/17 = .0588 (sd .0037) of the draws take the
    // nearer one; uniform drawing would give .5
    assertThat(second[1] / 4_000.0).isBetween(.044, .074);
    Arrays.fill(weights, 0);
    assertThat(SquaredDistanceSampling.draw(points, weights, 3, 1)).containsExactly(0, 1, 2);
  }
}
