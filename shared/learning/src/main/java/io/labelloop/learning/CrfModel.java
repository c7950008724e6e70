package io.labelloop.learning;

import io.labelloop.sequence.SequenceModel;
import io.labelloop.sequence.TagDistribution;
import io.labelloop.sequence.TagSet;
import io.labelloop.sequence.TagTransitions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A linear-chain conditional random field whose paths are all valid BIO: the probability of a
 * sequence is that of Tribuo's model, given that the sequence is valid.
 *
 * <p>A tag that the training data lacked is possible, at about one in as many tokens as there were.
 */
final class CrfModel implements SequenceModel {
  private final TagSet tags;
  private final Map<String, double[]> weights;
  private final double[] biases;
  private final TagTransitions transitions;
  private final byte[] stored;

  /**
   * @param weights of each feature, one per tag
   * @param biases one per tag; not a number for a tag that the training data lacked
   * @param steps the weight of a tag (column) after another (row)
   * @param tokens in the training data
   */
  CrfModel(
      TagSet tags,
      Map<String, double[]> weights,
      double[] biases,
      double[][] steps,
      int tokens,
      byte[] stored) {
    this.tags = tags;
    this.weights = weights;
    this.biases = biases;
    this.unseen = -Math.log(tokens + 1.0);
    this.transitions =
        TagTransitions.firstOrder(
            tags.size(),
            (beforePrevious, previous, tag) ->
                previous == TagTransitions.LogWeight.NONE ? 0 : steps[previous][tag]);
    this.stored = stored;
  }

  private final double unseen;

  @Override
  public TagSet tags() {
    return tags;
  }

  @Override
  public TagDistribution distribution(List<String> tokens) {
    double[][] scores = new double[tokens.size()][];
    List<List<String>> features = TokenFeatures.of(tokens);
    for (int t = 0; t < scores.length; t++) {
      scores[t] = scores(features.get(t));
    }
    return new TagDistribution(transitions, scores);
  }

  private double[] scores(List<String> features) {
    double[] scores = biases.clone();
    for (String feature : features) {
      double[] row = weights.get(feature);
      for (int tag = 0; row != null && tag < scores.length; tag++) {
        scores[tag] += row[tag];
      }
    }
    double largest =
        Arrays.stream(scores).filter(score -> !Double.isNaN(score)).max().orElseThrow();
    for (int tag = 0; tag < scores.length; tag++) {
      scores[tag] = Double.isNaN(scores[tag]) ? largest + unseen : scores[tag];
    }
    return scores;
  }

  @Override
  public byte[] toBytes() {
    return stored.clone();
  }
}
