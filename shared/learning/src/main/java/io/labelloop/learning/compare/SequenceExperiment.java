package io.labelloop.learning.compare;

import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import io.labelloop.query.SequenceStrategy;
import io.labelloop.sequence.EntityScores;
import io.labelloop.sequence.SequenceLearner;
import io.labelloop.sequence.SequenceModel;
import io.labelloop.sequence.TagSet;
import io.labelloop.sequence.TaggedSentence;
import io.labelloop.sequence.TaggerCommittee;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Measures learning curves of sequence strategies by simulation: entity F1 on the test sentences
 * against the number of tokens that were shown.
 *
 * <p>Every arm starts from the same uniformly drawn sentences. A batch is as many tokens, not as
 * many sentences, for every arm: sentences are taken by falling score until the tokens shown reach
 * the round's number, which is that of as many sentences of mean length. So a strategy gains
 * nothing by asking about long sentences.
 */
public final class SequenceExperiment {
  private final SequenceLearner learner;
  private final TagSet tags;
  private final Map<ItemId, TaggedSentence> pool = new TreeMap<>();
  private final List<TaggedSentence> test;
  private final Protocol protocol;
  private final double meanLength;

  /**
   * @param protocol its sizes are in sentences of mean length
   * @throws IllegalArgumentException if there is no test sentence, one is in the pool too, or the
   *     pool is smaller than the seed set and one batch
   */
  public SequenceExperiment(
      SequenceLearner learner,
      TagSet tags,
      Collection<TaggedSentence> pool,
      List<TaggedSentence> test,
      Protocol protocol) {
    if (test.isEmpty()) {
      throw new IllegalArgumentException(
          "learning curves need at least 1 test sentence, but got none");
    }
    if (pool.size() < protocol.seedSet() + protocol.batch()) {
      throw new IllegalArgumentException(
          "the pool must have "
              + (protocol.seedSet() + protocol.batch())
              + " sentences for a seed set and a batch, but has "
              + pool.size());
    }
    this.learner = learner;
    this.tags = tags;
    pool.forEach(sentence -> this.pool.put(sentence.id(), sentence));
    this.test = List.copyOf(test);
    this.protocol = protocol;
    this.meanLength = pool.stream().mapToInt(s -> s.tokens().size()).average().orElseThrow();
    for (TaggedSentence sentence : test) {
      if (this.pool.containsKey(sentence.id())) {
        throw new IllegalArgumentException(
            "sentence " + sentence.id() + " is in the pool and in the test");
      }
    }
  }

  /** The F1 of a model that was trained on the whole pool. */
  public double f1WithAllLabels() {
    return f1(train(pool.values(), 0));
  }

  /**
   * Runs every strategy once per seed.
   *
   * @return one curve per strategy, in their order; its labels are tokens and its accuracy is F1
   */
  public List<LearningCurve> run(List<SequenceStrategy> strategies, Comparison.Progress progress) {
    return Comparison.run(
        strategies.stream().map(this::contender).toList(),
        protocol.seeds(),
        protocol.threads(),
        progress);
  }

  /** A strategy as a row of a comparison. */
  public Contender contender(SequenceStrategy strategy) {
    int rounds = Math.min(protocol.rounds(), (pool.size() - protocol.seedSet()) / protocol.batch());
    return new Contender(
        strategy.name(),
        learner.name(),
        IntStream.rangeClosed(0, rounds).mapToObj(this::tokensShown).toList(),
        0,
        (seed, trained) -> repeat(strategy, seed, rounds, trained));
  }

  private int tokensShown(int round) {
    return (int) Math.round(meanLength * (protocol.seedSet() + round * protocol.batch()));
  }

  private Repetition repeat(SequenceStrategy strategy, long seed, int rounds, Runnable trained) {
    var time = new ProcessorTime();
    var scores = new ArrayList<Double>();
    var unlabeled = new TreeMap<>(pool);
    var labeled = new ArrayList<TaggedSentence>();
    List<ItemId> order =
        unlabeled.keySet().stream().sorted(new SeededOrder(seed, "seed-set")).toList();
    show(order, tokensShown(0), unlabeled, labeled);
    for (int round = 0; ; round++) {
      SequenceModel model = time.of(() -> train(labeled, seed));
      scores.add(f1(model));
      trained.run();
      if (round == rounds) {
        return new Repetition(scores, time.seconds());
      }
      var ties = new SeededOrder(seed, "round-" + round);
      show(
          time.of(() -> ranked(strategy, model, labeled, unlabeled.values(), seed, ties)),
          tokensShown(round + 1),
          unlabeled,
          labeled);
    }
  }

  private List<ItemId> ranked(
      SequenceStrategy strategy,
      SequenceModel model,
      List<TaggedSentence> labeled,
      Collection<TaggedSentence> unlabeled,
      long seed,
      SeededOrder ties) {
    Optional<TaggerCommittee> committee =
        strategy.committee() > 0
            ? Optional.of(
                TaggerCommittee.train(
                    strategy.committee(), learner, tags, labeled, seed, Instant.EPOCH))
            : Optional.empty();
    var judges = new SequenceStrategy.Judges(model, committee);
    Map<ItemId, double[]> scores = new HashMap<>();
    unlabeled.forEach(
        sentence -> scores.put(sentence.id(), strategy.scores(judges, sentence.tokens())));
    return strategy.ranked(scores, ties);
  }

  private static void show(
      List<ItemId> order,
      int tokens,
      Map<ItemId, TaggedSentence> unlabeled,
      List<TaggedSentence> labeled) {
    int shown = labeled.stream().mapToInt(s -> s.tokens().size()).sum();
    for (ItemId id : order) {
      if (shown >= tokens) {
        return;
      }
      TaggedSentence sentence = unlabeled.remove(id);
      if (sentence != null) {
        labeled.add(sentence);
        shown += sentence.tokens().size();
      }
    }
  }

  private SequenceModel train(Collection<TaggedSentence> labeled, long seed) {
    return learner.train(tags, List.copyOf(labeled), seed, Instant.EPOCH);
  }

  private double f1(SequenceModel model) {
    EntityScores all = EntityScores.NONE;
    for (TaggedSentence sentence : test) {
      all =
          all.plus(
              EntityScores.of(
                  sentence.tags(), model.distribution(sentence.tokens()).best().tags()));
    }
    return all.f1();
  }
}
