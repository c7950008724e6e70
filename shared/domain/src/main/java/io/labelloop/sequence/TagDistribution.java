package io.labelloop.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A model's distribution over all valid tag sequences of one sentence: a linear chain, in which the
 * probability of a path is proportional to the exponential of its weights' sum.
 *
 * <p>Everything is exact: no path is pruned. With {@code E} steps between states ({@code tags^2} at
 * first order) and {@code T} tokens, making one takes time {@code O(TE)}, and so does each method
 * but {@link #best(int)}. Sums are taken in logs, so long sentences do not underflow.
 *
 * <p>Rabiner: A tutorial on hidden Markov models. Proceedings of the IEEE 77, 1989. Lafferty,
 * McCallum, Pereira: Conditional random fields. ICML 2001.
 */
public final class TagDistribution {
  private final TagTransitions transitions;
  private final double[][] emissions;
  // forward[t][s]: log of the summed weights of all paths that are in state s at token t
  private final double[][] forward;
  private final double logTotal;

  /** A tag sequence and the log of its probability. */
  public record Scored(TagSequence tags, double logProbability) {
    /** Its probability; 0 where that is too small for a number. */
    public double probability() {
      return Math.exp(logProbability);
    }
  }

  private record Step(double score, int state, int rank) {}

  /**
   * @param emissions {@code T x tags}: the log weight of each tag at each token
   */
  public TagDistribution(TagTransitions transitions, double[][] emissions) {
    if (emissions.length == 0) {
      throw new IllegalArgumentException("a sentence must have at least one token, but had none");
    }
    this.transitions = transitions;
    this.emissions = Arrays.stream(emissions).map(double[]::clone).toArray(double[][]::new);
    this.forward = forward();
    this.logTotal = logSum(forward[emissions.length - 1]);
    if (!Double.isFinite(logTotal)) {
      throw new IllegalArgumentException(
          "weights must leave a path of finite weight, but their sum was " + logTotal);
    }
  }

  /** The number of tokens. */
  public int size() {
    return emissions.length;
  }

  private double emission(int token, int state) {
    return emissions[token][transitions.tagOf(state)];
  }

  private double[][] forward() {
    int states = transitions.states();
    double[][] sums = new double[size()][states];
    for (int s = 0; s < states; s++) {
      sums[0][s] = transitions.start(s) + emission(0, s);
    }
    for (int t = 1; t < size(); t++) {
      for (int s = 0; s < states; s++) {
        double[] steps = new double[transitions.predecessors(s)];
        for (int i = 0; i < steps.length; i++) {
          steps[i] = sums[t - 1][transitions.predecessor(s, i)] + transitions.weight(s, i);
        }
        sums[t][s] = logSum(steps) + emission(t, s);
      }
    }
    return sums;
  }

  private double[][] backward() {
    int states = transitions.states();
    double[][] sums = new double[size()][states];
    for (int t = size() - 2; t >= 0; t--) {
      double[] largest = new double[states];
      Arrays.fill(largest, Double.NEGATIVE_INFINITY);
      for (int pass = 0; pass < 2; pass++) {
        for (int s = 0; s < states; s++) {
          double rest = sums[t + 1][s] + emission(t + 1, s);
          for (int i = 0; i < transitions.predecessors(s); i++) {
            int from = transitions.predecessor(s, i);
            double path = transitions.weight(s, i) + rest;
            if (pass == 0) {
              largest[from] = Math.max(largest[from], path);
            } else if (path > Double.NEGATIVE_INFINITY) {
              sums[t][from] += Math.exp(path - largest[from]);
            }
          }
        }
      }
      for (int s = 0; s < states; s++) {
        sums[t][s] = sums[t][s] == 0 ? Double.NEGATIVE_INFINITY : largest[s] + Math.log(sums[t][s]);
      }
    }
    return sums;
  }

  /** {@code T x tags}: the probability of each tag at each token; rows sum to 1. */
  public double[][] marginals() {
    double[][] backward = backward();
    double[][] marginals = new double[size()][transitions.tags()];
    for (int t = 0; t < size(); t++) {
      for (int s = 0; s < transitions.states(); s++) {
        marginals[t][transitions.tagOf(s)] += Math.exp(forward[t][s] + backward[t][s] - logTotal);
      }
      double sum = Arrays.stream(marginals[t]).sum();
      for (int tag = 0; tag < marginals[t].length; tag++) {
        marginals[t][tag] /= sum;
      }
    }
    return marginals;
  }

  /**
   * The entropy of the distribution over whole sequences, in nats.
   *
   * <p>Hernando, Crespi, Cybenko: Efficient computation of the hidden Markov model entropy for a
   * given observation sequence. IEEE Transactions on Information Theory 51, 2005.
   */
  public double entropy() {
    int states = transitions.states();
    // the entropy of the path up to a token, given the state there
    double[] entropies = new double[states];
    for (int t = 1; t < size(); t++) {
      double[] next = new double[states];
      for (int s = 0; s < states; s++) {
        double total = forward[t][s] - emission(t, s);
        for (int i = 0; i < transitions.predecessors(s); i++) {
          int from = transitions.predecessor(s, i);
          double logShare = forward[t - 1][from] + transitions.weight(s, i) - total;
          next[s] += weighed(Math.exp(logShare), entropies[from] - logShare);
        }
      }
      entropies = next;
    }
    double entropy = 0;
    for (int s = 0; s < states; s++) {
      double logShare = forward[size() - 1][s] - logTotal;
      entropy += weighed(Math.exp(logShare), entropies[s] - logShare);
    }
    return Math.max(0, entropy);
  }

  // a path that cannot be adds nothing
  private static double weighed(double share, double value) {
    return share > 0 ? share * value : 0;
  }

  /** The log probability of a tag sequence of this length. */
  public double logProbability(TagSequence tags) {
    if (tags.size() != size()) {
      throw new IllegalArgumentException(
          "tags must be of the " + size() + " tokens, but were of " + tags.size());
    }
    double[] reached = new double[transitions.states()];
    Arrays.fill(reached, Double.NEGATIVE_INFINITY);
    for (int t = 0; t < size(); t++) {
      double[] next = new double[reached.length];
      Arrays.fill(next, Double.NEGATIVE_INFINITY);
      for (int s = 0; s < next.length; s++) {
        if (transitions.tagOf(s) == tags.tag(t)) {
          // of the states that emit a tag, a path is in one
          double best = t == 0 ? transitions.start(s) : Double.NEGATIVE_INFINITY;
          for (int i = 0; t > 0 && i < transitions.predecessors(s); i++) {
            best =
                Math.max(best, reached[transitions.predecessor(s, i)] + transitions.weight(s, i));
          }
          next[s] = best + emission(t, s);
        }
      }
      reached = next;
    }
    return Arrays.stream(reached).max().orElseThrow() - logTotal;
  }

  /**
   * The most probable tag sequence.
   *
   * <p>Viterbi: Error bounds for convolutional codes. IEEE Transactions on Information Theory 13,
   * 1967.
   */
  public Scored best() {
    return best(1).getFirst();
  }

  /**
   * The {@code n} most probable tag sequences, or all if there are fewer, the most probable first;
   * equally probable ones in the order of their states. Time {@code O(TE n log n)}.
   *
   * <p>Seshadri, Sundberg: List Viterbi decoding algorithms with applications. IEEE Transactions on
   * Communications 42, 1994.
   */
  public List<Scored> best(int n) {
    if (n < 1) {
      throw new IllegalArgumentException("n must be at least 1, but was " + n);
    }
    int states = transitions.states();
    var paths = new ArrayList<List<List<Step>>>();
    for (int t = 0; t < size(); t++) {
      var ofToken = new ArrayList<List<Step>>();
      for (int s = 0; s < states; s++) {
        ofToken.add(t == 0 ? beginning(s) : best(n, t, s, paths.getLast()));
      }
      paths.add(ofToken);
    }
    var ends = new ArrayList<Step>();
    for (int s = 0; s < states; s++) {
      List<Step> steps = paths.getLast().get(s);
      for (int rank = 0; rank < steps.size(); rank++) {
        ends.add(new Step(steps.get(rank).score(), s, rank));
      }
    }
    return largest(ends, n).stream().map(end -> traced(end, paths)).toList();
  }

  private List<Step> beginning(int state) {
    double score = transitions.start(state) + emission(0, state);
    return score > Double.NEGATIVE_INFINITY ? List.of(new Step(score, -1, -1)) : List.of();
  }

  private List<Step> best(int n, int token, int state, List<List<Step>> before) {
    var steps = new ArrayList<Step>();
    for (int i = 0; i < transitions.predecessors(state); i++) {
      int from = transitions.predecessor(state, i);
      double weight = transitions.weight(state, i) + emission(token, state);
      List<Step> earlier = before.get(from);
      for (int rank = 0; rank < earlier.size(); rank++) {
        double score = earlier.get(rank).score() + weight;
        if (score > Double.NEGATIVE_INFINITY) {
          steps.add(new Step(score, from, rank));
        }
      }
    }
    return largest(steps, n);
  }

  private static List<Step> largest(List<Step> steps, int n) {
    if (n == 1) {
      Step best = null;
      for (Step step : steps) {
        best = best == null || step.score() > best.score() ? step : best;
      }
      return best == null ? List.of() : List.of(best);
    }
    return steps.stream()
        .sorted((left, right) -> Double.compare(right.score(), left.score()))
        .limit(n)
        .toList();
  }

  private Scored traced(Step end, List<List<List<Step>>> paths) {
    int[] tags = new int[size()];
    int state = end.state();
    int rank = end.rank();
    for (int t = size() - 1; t >= 0; t--) {
      tags[t] = transitions.tagOf(state);
      Step step = paths.get(t).get(state).get(rank);
      state = step.state();
      rank = step.rank();
    }
    return new Scored(TagSequence.of(tags), Math.min(0, end.score() - logTotal));
  }

  private static double logSum(double[] logs) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      largest = Math.max(largest, log);
    }
    if (largest == Double.NEGATIVE_INFINITY) {
      return largest;
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - largest);
    }
    return largest + Math.log(sum);
  }
}
