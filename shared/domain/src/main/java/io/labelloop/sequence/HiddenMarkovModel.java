package io.labelloop.sequence;

import java.util.Arrays;
import java.util.List;

/**
 * A hidden Markov model: the tags of a sentence form a Markov chain, and each token depends on its
 * tag alone.
 *
 * <p>The probability of a tag after the two before it is interpolated from the frequencies of runs
 * of one, two and three tags, with weights by deleted interpolation; at first order, of one and
 * two. The probability of a word under a tag is its frequency, smoothed by one pseudo-count that is
 * spread like all words; words that are new or were met once are told apart by what they look like
 * ({@link WordClass}).
 *
 * <p>Rabiner: A tutorial on hidden Markov models. Proceedings of the IEEE 77, 1989. Brants: TnT - a
 * statistical part-of-speech tagger. ANLP 2000.
 */
public final class HiddenMarkovModel implements SequenceModel {
  // a pseudo-count keeps words possible under tags that they were not met with
  private static final double PSEUDO_COUNT = 1;
  // tags that never occurred stay possible, if only just
  private static final double UNSEEN_TAG = 0.1;

  private final TagSet tags;
  private final int order;
  private final TagCounts counts;
  private final HiddenMarkovFile.Training training;
  private final TagTransitions transitions;
  private final int[] perTag;
  private final int words;

  HiddenMarkovModel(TagSet tags, int order, TagCounts counts, HiddenMarkovFile.Training training) {
    this.tags = tags;
    this.order = order;
    this.counts = counts;
    this.training = training;
    this.perTag = new int[tags.size()];
    counts.runs().forEach((run, count) -> perTag[run.get(2)] += count);
    this.words = Arrays.stream(perTag).sum();
    var weights = new TagInterpolation(tags.size(), order, counts.runs(), UNSEEN_TAG);
    this.transitions =
        order == 1
            ? TagTransitions.firstOrder(tags.size(), weights)
            : TagTransitions.secondOrder(tags.size(), weights);
  }

  @Override
  public TagSet tags() {
    return tags;
  }

  /** How many tags back the chain looks: 1 or 2. */
  public int order() {
    return order;
  }

  @Override
  public TagDistribution distribution(List<String> tokens) {
    double[][] emissions = new double[tokens.size()][tags.size()];
    for (int t = 0; t < emissions.length; t++) {
      String symbol = counts.symbolOf(tokens.get(t));
      int[] seen = counts.symbols().getOrDefault(symbol, new int[tags.size()]);
      double share = (Arrays.stream(seen).sum() + PSEUDO_COUNT) / (words + PSEUDO_COUNT);
      for (int tag = 0; tag < tags.size(); tag++) {
        emissions[t][tag] =
            Math.log((seen[tag] + PSEUDO_COUNT * share) / (perTag[tag] + PSEUDO_COUNT));
      }
    }
    return new TagDistribution(transitions, emissions);
  }

  @Override
  public byte[] toBytes() {
    return HiddenMarkovFile.write(tags, order, counts, training);
  }
}
