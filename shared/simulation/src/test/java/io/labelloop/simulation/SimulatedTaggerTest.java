package io.labelloop.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.sequence.EntityScores;
import io.labelloop.sequence.TagSequence;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SimulatedTaggerTest {
  // [1,3) of type 0 in six tokens
  private static final TagSequence TRUTH = TagSequence.of(0, 1, 2, 0, 0, 0);

  private static TagSequence answer(Map<String, Double> chances) {
    return new SimulatedTagger(0.9, 2, purpose -> chances.getOrDefault(purpose, 0.99))
        .answer(TRUTH);
  }

  @Test
  void answer_ofEachKindOfMistake_isThatMistake() {
    assertThat(answer(Map.of("entity-0", 0.5))).isEqualTo(TRUTH);
    assertThat(answer(Map.of("mistake-0", 0.0))).isEqualTo(TagSequence.of(0, 0, 0, 0, 0, 0));
    assertThat(answer(Map.of("mistake-0", 0.4, "type-0", 0.0)))
        .isEqualTo(TagSequence.of(0, 3, 4, 0, 0, 0));
    assertThat(answer(Map.of("mistake-0", 0.8, "cut-0", 0.0, "side-0", 0.0)))
        .isEqualTo(TagSequence.of(0, 0, 1, 0, 0, 0));
    assertThat(answer(Map.of("mistake-0", 0.8, "cut-0", 0.9, "side-0", 0.9)))
        .isEqualTo(TagSequence.of(0, 1, 2, 2, 0, 0));
    assertThat(
            answer(
                Map.of("entity-0", 0.0, "invent", 0.0, "invent-where", 0.99, "invent-type", 0.9)))
        .isEqualTo(TagSequence.of(0, 1, 2, 0, 0, 3));
  }

  @Test
  void answer_ofManySentences_marksAsManyEntitiesRightAsItsAccuracy() {
    var random = new Random(1);
    var tagger = new SimulatedTagger(0.8, 2, purpose -> random.nextDouble());
    EntityScores scores = EntityScores.NONE;
    for (int i = 0; i < 4000; i++) {
      scores = scores.plus(EntityScores.of(TRUTH, tagger.answer(TRUTH)));
    }
    // four standard errors of a share of .8 of 4000
    assertThat(scores.recall()).isCloseTo(0.8, within(0.026));
  }
}
