package io.labelloop.numeric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Lloyd's k-means with greedy k-means++ seeding: {@code 2 + ln k} candidates for each centroid.
 *
 * <p>Deterministic in the vectors, their order and the seed; callers hand vectors over in a
 * canonical order. Linear in vectors, clusters, stored entries and iterations; the centroids are
 * dense.
 *
 * <p>Lloyd: Least squares quantization in PCM. IEEE Transactions on Information Theory 28(2), 1982.
 * Arthur, Vassilvitskii: k-means++: the advantages of careful seeding. SODA 2007.
 */
public final class KMeans {
  private static final int MAX_ITERATIONS = 30;

  private final List<Vector> vectors;
  private final double[][] centroids;
  private final double[] centroidNorms;
  private final int[] clusterOf;
  private final double[] squaredDistances;

  private KMeans(List<Vector> vectors, int clusters) {
    this.vectors = vectors;
    this.centroids = new double[clusters][];
    this.centroidNorms = new double[clusters];
    this.clusterOf = new int[vectors.size()];
    this.squaredDistances = new double[vectors.size()];
  }

  /**
   * Clusters vectors.
   *
   * @param vectors at least one, all of the same size
   * @param clusters at least 1; with fewer vectors than that, each is a cluster of its own
   */
  public static Clustering cluster(List<Vector> vectors, int clusters, long seed) {
    return cluster(vectors, clusters, seed, 1);
  }

  /**
   * The best of several clusterings: that with the least sum of squared distances, of equal ones
   * the first. The result hangs less on chance than that of one start.
   *
   * @param starts how often to begin anew, at least 1
   */
  public static Clustering cluster(List<Vector> vectors, int clusters, long seed, int starts) {
    if (starts < 1) {
      throw new IllegalArgumentException("k-means starts at least once, but was told " + starts);
    }
    return IntStream.range(0, starts)
        .mapToObj(start -> clusterOnce(vectors, clusters, seed + start))
        .min(Comparator.comparingDouble(Clustering::sumOfSquares))
        .orElseThrow();
  }

  private static Clustering clusterOnce(List<Vector> vectors, int clusters, long seed) {
    if (vectors.isEmpty() || clusters < 1) {
      throw new IllegalArgumentException(
          "k-means needs vectors and at least 1 cluster, but got "
              + vectors.size()
              + " vectors and "
              + clusters
              + " clusters");
    }
    var means = new KMeans(List.copyOf(vectors), Math.min(clusters, vectors.size()));
    means.seed(RandomSource.XO_SHI_RO_256_PP.create(seed));
    means.iterate();
    return new Clustering(
        means.clusterOf.clone(), means.squaredDistances.clone(), means.centroids.length);
  }

  /**
   * Which vector belongs where.
   *
   * @param clusterOf the cluster of each vector, in {@code [0, clusters)}
   * @param squaredDistances of each vector to its cluster's centroid
   */
  @SuppressWarnings(
      "ArrayRecordComponent") // as long as the input, and read only by who asked for it
  public record Clustering(int[] clusterOf, double[] squaredDistances, int clusters) {
    private double sumOfSquares() {
      return Arrays.stream(squaredDistances).sum();
    }

    /** The mean squared distance of each cluster's members; 0 for an empty one. */
    public double[] meanSquaredDistances() {
      double[] means = new double[clusters];
      int[] sizes = new int[clusters];
      for (int i = 0; i < clusterOf.length; i++) {
        means[clusterOf[i]] += squaredDistances[i];
        sizes[clusterOf[i]]++;
      }
      for (int c = 0; c < clusters; c++) {
        means[c] /= Math.max(1, sizes[c]);
      }
      return means;
    }
  }

  /** Of several vectors drawn for each centroid, the one that brings the rest nearest is taken. */
  private void seed(UniformRandomProvider random) {
    int trials = 2 + (int) StrictMath.log(centroids.length);
    double[] nearest = new double[vectors.size()];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    double sum = 0;
    for (int c = 0; c < centroids.length; c++) {
      double[] best = nearest;
      double least = Double.POSITIVE_INFINITY;
      int chosen = 0;
      for (int trial = 0; trial < (c == 0 ? 1 : trials); trial++) {
        int drawn = c == 0 ? random.nextInt(vectors.size()) : draw(nearest, sum, random);
        setCentroid(c, vectors.get(drawn));
        double[] distances = nearest.clone();
        double total = 0;
        for (int i = 0; i < distances.length; i++) {
          distances[i] = Math.min(distances[i], squaredDistance(i, c));
          total += distances[i];
        }
        if (total < least) {
          least = total;
          best = distances;
          chosen = drawn;
        }
      }
      setCentroid(c, vectors.get(chosen));
      nearest = best;
      sum = least;
    }
  }

  private static int draw(double[] weights, double sum, UniformRandomProvider random) {
    if (sum == 0) {
      return random.nextInt(weights.length);
    }
    double left = random.nextDouble() * sum;
    for (int i = 0; i < weights.length; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }

  private void iterate() {
    assign();
    for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
      int[] before = clusterOf.clone();
      update();
      assign();
      if (Arrays.equals(before, clusterOf)) {
        return;
      }
    }
  }

  private void assign() {
    for (int i = 0; i < clusterOf.length; i++) {
      int best = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int c = 0; c < centroids.length; c++) {
        double distance = squaredDistance(i, c);
        if (distance < least) {
          least = distance;
          best = c;
        }
      }
      clusterOf[i] = best;
      squaredDistances[i] = least;
    }
  }

  private void update() {
    int[] sizes = new int[centroids.length];
    double[][] sums = new double[centroids.length][vectors.getFirst().size()];
    for (int i = 0; i < clusterOf.length; i++) {
      sizes[clusterOf[i]]++;
      vectors.get(i).addTo(sums[clusterOf[i]], 1);
    }
    for (int c = 0; c < centroids.length; c++) {
      if (sizes[c] == 0) {
        // an empty cluster takes the vector that is worst served
        int farthest = farthest();
        squaredDistances[farthest] = 0;
        setCentroid(c, vectors.get(farthest));
      } else {
        for (int d = 0; d < sums[c].length; d++) {
          sums[c][d] /= sizes[c];
        }
        setCentroid(c, sums[c]);
      }
    }
  }

  private int farthest() {
    int farthest = 0;
    for (int i = 1; i < squaredDistances.length; i++) {
      if (squaredDistances[i] > squaredDistances[farthest]) {
        farthest = i;
      }
    }
    return farthest;
  }

  private void setCentroid(int cluster, Vector vector) {
    double[] values = new double[vector.size()];
    vector.addTo(values, 1);
    setCentroid(cluster, values);
  }

  private void setCentroid(int cluster, double[] values) {
    centroids[cluster] = values;
    double norm = 0;
    for (double value : values) {
      norm += value * value;
    }
    centroidNorms[cluster] = norm;
  }

  private double squaredDistance(int vector, int cluster) {
    Vector v = vectors.get(vector);
    // rounding can make the expanded square slightly negative
    return Math.max(0, v.squaredNorm() - 2 * v.dot(centroids[cluster]) + centroidNorms[cluster]);
  }
}
