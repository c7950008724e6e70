package io.labelloop.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ClusteringTest {
  @Test
  void cluster_ofSeparatedGroups_findsThem() {
    var vectors = new ArrayList<Vector>();
    for (int i = 0; i < 60; i++) {
      vectors.add(DenseVector.of(100.0 * (i % 3), i * 0.01));
    }

    KMeans.Clustering clustering = KMeans.cluster(vectors, 3, 4);

    for (int i = 3; i < 60; i++) {
      assertThat(clustering.clusterOf()[i]).isEqualTo(clustering.clusterOf()[i % 3]);
    }
    assertThat(clustering.clusterOf()[0]).isNotEqualTo(clustering.clusterOf()[1]);
    // the centroid of 20 items with y = 0, .03, ..., .57 is at .285
    assertThat(clustering.squaredDistances()[0]).isCloseTo(0.285 * 0.285, within(1e-9));
  }

  @Test
  void cluster_ofFewerVectorsThanClusters_givesEachItsOwn() {
    KMeans.Clustering clustering =
        KMeans.cluster(List.of(DenseVector.of(1), DenseVector.of(2)), 5, 1);

    assertThat(clustering.clusters()).isEqualTo(2);
    assertThat(clustering.clusterOf()).doesNotHaveDuplicates();
  }

  @Test
  void cluster_ofSeveralStarts_isTheBestOfTheirs() {
    var random = new Random(5);
    var vectors = new ArrayList<Vector>();
    for (int i = 0; i < 300; i++) {
      vectors.add(DenseVector.of(random.nextDouble(), random.nextDouble(), random.nextDouble()));
    }
    double[] sums =
        LongStream.range(7, 12)
            .mapToDouble(seed -> sumOfSquares(KMeans.cluster(vectors, 12, seed)))
            .toArray();
    assertThat(Arrays.stream(sums).distinct().count()).isGreaterThan(1);

    assertThat(sumOfSquares(KMeans.cluster(vectors, 12, 7, 5)))
        .isEqualTo(Arrays.stream(sums).min().orElseThrow());
    assertThatThrownBy(() -> KMeans.cluster(vectors, 12, 7, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least once");
  }

  private static double sumOfSquares(KMeans.Clustering clustering) {
    return Arrays.stream(clustering.squaredDistances()).sum();
  }

  @Test
  void meanSquaredDistances_ofTwoClusters_areTheirOwn() {
    KMeans.Clustering clustering =
        KMeans.cluster(
            List.of(DenseVector.of(0), DenseVector.of(2), DenseVector.of(100), DenseVector.of(106)),
            2,
            1);

    assertThat(clustering.meanSquaredDistances()).containsExactlyInAnyOrder(1, 9);
  }

  @Test
  void cluster_ofNothing_isRefused() {
    assertThatThrownBy(() -> KMeans.cluster(List.of(), 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 vectors");
  }

  @Test
  void project_ofALowRankMatrix_keepsEveryDistance() {
    var random = new Random(2);
    double[][] basis = new double[3][40];
    for (double[] row : basis) {
      for (int i = 0; i < row.length; i++) {
        row[i] = random.nextGaussian();
      }
    }
    var rows = new ArrayList<Vector>();
    for (int r = 0; r < 50; r++) {
      double[] values = new double[40];
      for (double[] direction : basis) {
        double weight = random.nextGaussian();
        for (int i = 0; i < values.length; i++) {
          values[i] += weight * direction[i];
        }
      }
      rows.add(DenseVector.of(values));
    }

    List<Vector> projected = TruncatedSvd.project(rows, 3, 7);

    // rank 3 fits into 3 dimensions, so lengths and distances are those of the rows
    for (int r = 1; r < 50; r++) {
      assertThat(projected.get(r).squaredNorm()).isCloseTo(rows.get(r).squaredNorm(), within(1e-6));
      assertThat(projected.get(r).squaredDistance(projected.getFirst()))
          .isCloseTo(rows.get(r).squaredDistance(rows.getFirst()), within(1e-6));
    }
  }

  @Test
  void project_ofADiagonal_keepsTheLargestDirections() {
    List<Vector> rows =
        List.of(
            SparseVector.of(1_000_000, new int[] {5}, new double[] {3}),
            SparseVector.of(1_000_000, new int[] {70}, new double[] {2}),
            SparseVector.of(1_000_000, new int[] {999_999}, new double[] {0.5}));

    List<Vector> projected = TruncatedSvd.project(rows, 2, 1);

    assertThat(projected.get(0).squaredNorm()).isCloseTo(9, within(1e-9));
    assertThat(projected.get(1).squaredNorm()).isCloseTo(4, within(1e-9));
    assertThat(projected.get(2).squaredNorm()).isCloseTo(0, within(1e-9));
  }

  @Test
  void project_ofTwins_keepsThemTogether() {
    List<Vector> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add(SparseVector.of(30, new int[] {3, 7}, new double[] {1, 2}));
    }

    assertThat(TruncatedSvd.project(rows, 10, 1))
        .allSatisfy(row -> assertThat(row.squaredNorm()).isCloseTo(5, within(1e-9)));
  }

  @Test
  void project_ofZeroVectors_isZero() {
    List<Vector> rows =
        List.of(
            SparseVector.of(9, new int[0], new double[0]),
            SparseVector.of(9, new int[0], new double[0]));

    assertThat(TruncatedSvd.project(rows, 5, 1)).allMatch(row -> row.squaredNorm() == 0);
  }

  @Test
  void dot_ofMixedVectors_isTheSameAsOfDenseOnes() {
    Vector sparse = SparseVector.of(5, new int[] {1, 4}, new double[] {2, -3});
    Vector dense = DenseVector.of(1, 10, 1, 1, 100);

    assertThat(sparse.dot(dense)).isEqualTo(20 - 300).isEqualTo(dense.dot(sparse));
    assertThat(sparse.dot(sparse)).isEqualTo(13).isEqualTo(sparse.squaredNorm());
    assertThat(sparse.squaredDistance(sparse)).isZero();
    assertThatThrownBy(() -> SparseVector.of(3, new int[] {1, 1}, new double[] {1, 1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ascend strictly");
  }
}
