package io.labelloop.query;

import io.labelloop.numeric.ArgMax;
import java.util.List;

/**
 * How differently the members of a committee predict, by their distributions over the same classes.
 * Linear in members and classes.
 */
final class Disagreement {
  private Disagreement() {}

  /** How many members vote for each class: each for its most probable one. */
  static int[] votes(List<double[]> members, int classes) {
    int[] votes = new int[classes];
    for (double[] member : members) {
      votes[ArgMax.of(member)]++;
    }
    return votes;
  }

  /** The entropy of the shares of votes, in nats; 0 when all agree. */
  static double voteEntropy(int[] votes, int members) {
    double entropy = 0;
    for (int count : votes) {
      if (count > 0) {
        double share = (double) count / members;
        entropy -= share * Math.log(share);
      }
    }
    return entropy;
  }

  /** The mean divergence of at least one member from the mean of all, in nats and at least 0. */
  static double klToMean(List<double[]> members) {
    double[] mean = new double[members.getFirst().length];
    for (double[] member : members) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += member[k] / members.size();
      }
    }
    double divergence = 0;
    for (double[] member : members) {
      for (int k = 0; k < mean.length; k++) {
        if (member[k] > 0) {
          divergence += member[k] * Math.log(member[k] / mean[k]) / members.size();
        }
      }
    }
    // rounding can make the sum of cancelling terms slightly negative
    return Math.max(0, divergence);
  }
}
