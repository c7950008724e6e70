package io.labelloop.learning.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labelloop.campaign.StrategySpec;
import io.labelloop.model.ClassLabels;
import io.labelloop.pool.ItemId;
import io.labelloop.query.SequenceStrategies;
import io.labelloop.query.SequenceStrategy;
import io.labelloop.sequence.HiddenMarkovLearner;
import io.labelloop.sequence.TagSet;
import io.labelloop.sequence.TaggedSentence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SequenceExperimentTest {
  private static final TagSet TAGS = new TagSet(new ClassLabels(List.of("person")));

  /** Sentences of which every fourth has an entity, among two kinds of dull ones. */
  private static List<TaggedSentence> sentences(String prefix, int count) {
    var random = new Random(prefix.hashCode());
    var all = new ArrayList<TaggedSentence>();
    for (int i = 0; i < count; i++) {
      String word = List.of("sun", "rain", "snow", "wind").get(random.nextInt(4));
      String name = List.of("Ada", "Bob", "Eve", "Ken", "Liv", "Max").get(random.nextInt(6));
      boolean entity = i % 4 == 0;
      all.add(
          new TaggedSentence(
              new ItemId("%s%03d".formatted(prefix, i)),
              entity ? List.of(name, "likes", "the", word) : List.of("the", word, "is", "here"),
              TAGS.parse(
                  entity ? List.of("B-person", "O", "O", "O") : List.of("O", "O", "O", "O"))));
    }
    return all;
  }

  private static SequenceExperiment experiment(List<TaggedSentence> pool, int threads) {
    return new SequenceExperiment(
        new HiddenMarkovLearner(1),
        TAGS,
        pool,
        sentences("t", 60),
        new Protocol(5, 5, 4, List.of(1L, 2L, 3L), threads));
  }

  private static List<SequenceStrategy> strategies(String... names) {
    return java.util.Arrays.stream(names)
        .map(name -> SequenceStrategies.of(StrategySpec.named(name), false))
        .toList();
  }

  @Test
  void run_ofTwoStrategies_measuresF1AtTheSameNumbersOfTokens() {
    List<LearningCurve> curves =
        experiment(sentences("p", 120), 1).run(strategies("random", "mnlp"), (done, total) -> {});
    assertThat(curves).extracting(LearningCurve::name).containsExactly("random", "mnlp");
    for (LearningCurve curve : curves) {
      assertThat(curve.points())
          .extracting(LearningCurve.Point::labels)
          .containsExactly(20, 40, 60, 80, 100);
      assertThat(curve.points()).allSatisfy(p -> assertThat(p.accuracy()).isBetween(0.0, 1.0));
    }
    assertThat(LabelSaving.of(curves.getFirst(), curves.getFirst()).factor()).hasValue(1);
  }

  @Test
  void run_ofAShuffledPoolOnMoreThreads_isTheSame() {
    List<TaggedSentence> shuffled = new ArrayList<>(sentences("p", 120));
    Collections.shuffle(shuffled, new Random(5));
    var strategies = strategies("margin", "vote-entropy");
    assertThat(experiment(shuffled, 3).run(strategies, (done, total) -> {}))
        .usingRecursiveComparison()
        .ignoringFields("repetitions.seconds")
        .isEqualTo(experiment(sentences("p", 120), 1).run(strategies, (done, total) -> {}));
  }

  @Test
  void experiment_withoutATestOrWithASentenceOfThePoolInIt_isRefused() {
    List<TaggedSentence> pool = sentences("p", 20);
    var protocol = new Protocol(5, 5, 1, List.of(1L), 1);
    assertThatThrownBy(
            () ->
                new SequenceExperiment(new HiddenMarkovLearner(1), TAGS, pool, List.of(), protocol))
        .hasMessageContaining("at least 1 test sentence");
    assertThatThrownBy(
            () ->
                new SequenceExperiment(
                    new HiddenMarkovLearner(1), TAGS, pool, pool.subList(0, 1), protocol))
        .hasMessageContaining("is in the pool and in the test");
    assertThatThrownBy(
            () ->
                new SequenceExperiment(
                    new HiddenMarkovLearner(1),
                    TAGS,
                    pool.subList(0, 8),
                    sentences("t", 3),
                    protocol))
        .hasMessageContaining("the pool must have 10 sentences");
  }
}
