package io.labelloop.sequence;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Counts a hidden Markov model of first or second order ({@link HiddenMarkovModel}) from tagged
 * sentences.
 *
 * @param order how many tags back the chain looks: 1 or 2
 */
public record HiddenMarkovLearner(int order) implements SequenceLearner {
  public HiddenMarkovLearner {
    if (order < 1 || order > 2) {
      throw new IllegalArgumentException("the order must be 1 or 2, but was " + order);
    }
  }

  @Override
  public String name() {
    return order == 1 ? "hmm" : "hmm2";
  }

  @Override
  public HiddenMarkovModel train(
      TagSet tags, List<TaggedSentence> training, long seed, Instant trainedAt) {
    if (training.isEmpty()) {
      throw new IllegalArgumentException("training needs at least 1 sentence, but got none");
    }
    List<TaggedSentence> sorted =
        training.stream().sorted(Comparator.comparing(TaggedSentence::id)).toList();
    return new HiddenMarkovModel(
        tags,
        order,
        TagCounts.of(tags, sorted),
        new HiddenMarkovFile.Training(sorted.size(), seed, trainedAt));
  }

  @Override
  public HiddenMarkovModel read(TagSet tags, byte[] stored) {
    return HiddenMarkovFile.read(tags, order, stored);
  }
}
