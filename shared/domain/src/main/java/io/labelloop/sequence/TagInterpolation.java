package io.labelloop.sequence;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The probability of a tag after those before it, interpolated from the frequencies of runs of one,
 * two and, at second order, three tags.
 *
 * <p>The weights are set by deleted interpolation: every occurrence of a run votes, with itself
 * left out, for the length whose frequency is the largest. Tags that may not follow get nothing,
 * and the others sum to 1.
 *
 * <p>Brants: TnT - a statistical part-of-speech tagger. ANLP 2000, section 2.2.
 */
final class TagInterpolation implements TagTransitions.LogWeight {
  private final int tags;
  private final Map<List<Integer>, Integer> runs;
  private final double[] single;
  private final Map<List<Integer>, Integer> pairs = new HashMap<>();
  // how often a history was followed by anything
  private final Map<Integer, Integer> afterOne = new HashMap<>();
  private final Map<List<Integer>, Integer> afterTwo = new HashMap<>();
  private final double total;
  private final double[] weights;
  // the sums over all tags that may follow a history
  private final Map<List<Integer>, Double> normalizers = new HashMap<>();

  /**
   * @param order 1 or 2: how many tags back are looked at
   * @param unseen the count of a tag that never occurred
   */
  TagInterpolation(int tags, int order, Map<List<Integer>, Integer> runs, double unseen) {
    this.tags = tags;
    this.runs = runs;
    this.single = new double[tags];
    runs.forEach(
        (run, count) -> {
          single[run.get(2)] += count;
          pairs.merge(List.of(run.get(1), run.get(2)), count, Integer::sum);
          afterOne.merge(run.get(1), count, Integer::sum);
          afterTwo.merge(run.subList(0, 2), count, Integer::sum);
        });
    for (int tag = 0; tag < tags; tag++) {
      single[tag] = Math.max(single[tag], unseen);
    }
    this.total = Arrays.stream(single).sum();
    this.weights = deletedInterpolation(order);
  }

  /** The weights of one, two and three tags; they sum to 1. */
  double[] weights() {
    return weights.clone();
  }

  private double[] deletedInterpolation(int order) {
    double[] votes = new double[3];
    for (Map.Entry<List<Integer>, Integer> entry : runs.entrySet()) {
      List<Integer> run = entry.getKey();
      int count = entry.getValue();
      double one = without(single[run.get(2)], total);
      double two =
          without(pairs.getOrDefault(run.subList(1, 3), 0), afterOne.getOrDefault(run.get(1), 0));
      double three = order == 1 ? -1 : without(count, afterTwo.getOrDefault(run.subList(0, 2), 0));
      int winner = three >= two && three >= one ? 2 : two >= one ? 1 : 0;
      votes[winner] += count;
    }
    // one vote for every length that is looked at keeps all of them possible
    double sum = 0;
    for (int i = 0; i <= order; i++) {
      votes[i]++;
      sum += votes[i];
    }
    for (int i = 0; i < votes.length; i++) {
      votes[i] /= sum;
    }
    return votes;
  }

  private static double without(double count, double total) {
    return total <= 1 ? 0 : (count - 1) / (total - 1);
  }

  @Override
  public double of(int beforePrevious, int previous, int tag) {
    double sum =
        normalizers.computeIfAbsent(
            List.of(beforePrevious, previous), history -> sumAfter(beforePrevious, previous));
    return Math.log(mass(beforePrevious, previous, tag) / sum);
  }

  private double sumAfter(int beforePrevious, int previous) {
    double sum = 0;
    for (int tag = 0; tag < tags; tag++) {
      if (TagSet.mayFollow(previous == NONE ? TagSet.OUTSIDE : previous, tag)) {
        sum += mass(beforePrevious, previous, tag);
      }
    }
    return sum;
  }

  private double mass(int beforePrevious, int previous, int tag) {
    return weights[0] * single[tag] / total
        + weights[1] * share(pairs.getOrDefault(List.of(previous, tag), 0), afterOne.get(previous))
        + weights[2]
            * share(
                runs.getOrDefault(List.of(beforePrevious, previous, tag), 0),
                afterTwo.get(List.of(beforePrevious, previous)));
  }

  private static double share(int count, @org.jspecify.annotations.Nullable Integer total) {
    return total == null ? 0 : (double) count / total;
  }
}
