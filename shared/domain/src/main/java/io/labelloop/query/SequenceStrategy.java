package io.labelloop.query;

import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import io.labelloop.sequence.SequenceModel;
import io.labelloop.sequence.TagDistribution;
import io.labelloop.sequence.TaggerCommittee;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Ranks sentences: by one score, or by the ranks that several give, as a portfolio.
 *
 * <p>In a portfolio of {@code n} candidates each score gives {@code n} points to its first
 * sentence, one less to the next and so on (Borda's count), and the sentences with the most points
 * are taken. Ties within a score and between points are broken by a seeded order.
 *
 * <p>Tran, Ong, Wolf: Combining active learning suggestions. PeerJ Computer Science 4, 2018.
 *
 * @param name in words, such as {@code portfolio(mnlp, vote-entropy)}
 * @param parts at least one
 */
public record SequenceStrategy(String name, List<SequenceAcquisition> parts) {
  // as many as a portfolio of items sees for each item of the batch
  private static final int DEPTH = 3;

  public SequenceStrategy {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a strategy ranks by at least 1 score, but got none");
    }
  }

  /**
   * Who judges sentences.
   *
   * @param committee present where a part of the strategy asks one
   */
  public record Judges(SequenceModel model, Optional<TaggerCommittee> committee) {}

  /** Whether several scores vote. */
  public boolean isPortfolio() {
    return parts.size() > 1;
  }

  /** How many members of a committee have to look at every sentence; 0 for the model alone. */
  public int committee() {
    return parts.stream().mapToInt(SequenceAcquisition::committee).max().orElse(0);
  }

  /** How many of the best sentences by the first score are wanted for a batch of this size. */
  public int candidates(int batchSize) {
    return isPortfolio() ? DEPTH * batchSize : batchSize;
  }

  /** How many uniformly drawn sentences a portfolio's other scores see besides these. */
  public int uniformCandidates() {
    return isPortfolio() ? QueryStrategies.UNIFORM : 0;
  }

  /** The score by which candidates are found. */
  public double firstScore(Judges judges, List<String> tokens) {
    return scores(parts.subList(0, 1), judges, tokens)[0];
  }

  /** One score for each part; each judge looks at the sentence once. */
  public double[] scores(Judges judges, List<String> tokens) {
    return scores(parts, judges, tokens);
  }

  private static double[] scores(
      List<SequenceAcquisition> parts, Judges judges, List<String> tokens) {
    List<TagDistribution> alone =
        parts.stream().anyMatch(part -> part.committee() == 0)
            ? List.of(judges.model().distribution(tokens))
            : List.of();
    List<TagDistribution> members =
        parts.stream().anyMatch(part -> part.committee() > 0)
            ? judges.committee().orElseThrow().distributions(tokens)
            : List.of();
    return parts.stream()
        .mapToDouble(part -> part.score(part.committee() > 0 ? members : alone))
        .toArray();
  }

  /**
   * The candidates, the most wanted first.
   *
   * @param scores what {@link #scores} says of each candidate
   */
  public List<ItemId> ranked(Map<ItemId, double[]> scores, SeededOrder ties) {
    if (!isPortfolio()) {
      return ranked(scores, 0, ties);
    }
    Map<ItemId, Integer> points = new HashMap<>();
    for (int part = 0; part < parts.size(); part++) {
      int worth = scores.size();
      for (ItemId id : ranked(scores, part, ties)) {
        points.merge(id, worth--, Integer::sum);
      }
    }
    return points.keySet().stream()
        .sorted(
            Comparator.<ItemId>comparingInt(id -> -points.getOrDefault(id, 0)).thenComparing(ties))
        .toList();
  }

  private static List<ItemId> ranked(Map<ItemId, double[]> scores, int part, SeededOrder ties) {
    return scores.keySet().stream()
        .sorted(
            Comparator.<ItemId>comparingDouble(id -> Objects.requireNonNull(scores.get(id))[part])
                .reversed()
                .thenComparing(ties))
        .toList();
  }
}
