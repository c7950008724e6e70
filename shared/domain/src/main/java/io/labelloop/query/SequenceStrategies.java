package io.labelloop.query;

import io.labelloop.campaign.StrategySpec;
import io.labelloop.sequence.TagDistribution;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The query strategies that a campaign about sentences can name. Each takes the sentences with the
 * highest scores; a portfolio those that several rank highest.
 */
public final class SequenceStrategies {
  private static final Map<String, SequenceAcquisition> ALL = new LinkedHashMap<>();

  static {
    ALL.put("mnlp", new NormalizedLogProbability());
    ALL.put("least-confidence", new SequenceLeastConfidence());
    ALL.put("margin", new SequenceMargin());
    ALL.put("token-entropy", new TokenEntropy(true));
    ALL.put("total-token-entropy", new TokenEntropy(false));
    ALL.put("n-best-entropy", new NBestSequenceEntropy());
    ALL.put("sequence-entropy", new SequenceEntropy());
    ALL.put("vote-entropy", new TokenVoteEntropy());
    ALL.put("committee-kl", new TokenKlToMean());
    ALL.put("random", distribution -> 0);
  }

  private SequenceStrategies() {}

  /** The names, the default first. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /**
   * The strategy of a name, or nothing if there is none.
   *
   * @param perToken whether scores are divided by the number of tokens, for annotators who are paid
   *     or tired by the token
   */
  public static Optional<SequenceAcquisition> named(String name, boolean perToken) {
    return Optional.ofNullable(ALL.get(name)).map(known -> perToken ? new PerToken(known) : known);
  }

  /**
   * The strategy that a campaign file describes.
   *
   * @param perToken as for {@link #named}, in all parts
   * @throws IllegalArgumentException if a name is unknown or stands for something that is not for
   *     sentences, which reading the file has ruled out
   */
  public static SequenceStrategy of(StrategySpec spec, boolean perToken) {
    List<StrategySpec> parts =
        spec.type().equals(StrategySpec.PORTFOLIO) ? spec.of() : List.of(spec);
    return new SequenceStrategy(
        spec.inWords(),
        parts.stream()
            .map(
                part ->
                    named(part.type(), perToken)
                        .orElseThrow(
                            () ->
                                new IllegalArgumentException(
                                    "there is no strategy for sentences '"
                                        + part.inWords()
                                        + "'; there are "
                                        + names())))
            .toList());
  }

  /** A score divided by the sentence's number of tokens. */
  private record PerToken(SequenceAcquisition within) implements SequenceAcquisition {
    @Override
    public double score(TagDistribution distribution) {
      return within.score(distribution) / distribution.size();
    }

    @Override
    public int committee() {
      return within.committee();
    }

    @Override
    public double score(List<TagDistribution> distributions) {
      return within.score(distributions) / distributions.getFirst().size();
    }
  }
}
