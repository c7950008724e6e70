package io.labelloop.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.estimation.EntityBootstrap;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntityScoresTest {
  @Test
  void of_aSentence_countsEntitiesThatAgreeInBothEndsAndType() {
    // truth: [0,2) type 0, [3,4) type 1, [5,6) type 0; predicted: the first, the second with the
    // wrong type, and an invented one
    EntityScores scores =
        EntityScores.of(TagSequence.of(1, 2, 0, 3, 0, 1), TagSequence.of(1, 2, 0, 1, 3, 0));
    assertThat(scores).isEqualTo(new EntityScores(1, 3, 3));
    assertThat(scores.f1()).isCloseTo(1.0 / 3, within(1e-12));
    assertThat(EntityScores.of(TagSequence.of(1, 2, 0, 3), TagSequence.of(1, 2, 0, 1), 1))
        .isEqualTo(new EntityScores(0, 0, 1));
  }

  @Test
  void scores_ofASentenceWithoutEntities_areOne() {
    EntityScores nothing = EntityScores.of(TagSequence.of(0, 0), TagSequence.of(0, 0));
    assertThat(nothing.f1()).isEqualTo(1);
    assertThat(nothing.precision()).isEqualTo(1);
    assertThat(nothing.recall()).isEqualTo(1);
    assertThat(new EntityScores(0, 0, 2).recall()).isZero();
  }

  @Test
  void bootstrap_ofSentences_hasAnIntervalAroundF1ThatTheSeedDecides() {
    List<EntityScores> sentences =
        java.util.stream.Stream.concat(
                Collections.nCopies(80, new EntityScores(1, 1, 1)).stream(),
                Collections.nCopies(20, new EntityScores(0, 1, 1)).stream())
            .toList();
    EntityBootstrap estimate = EntityBootstrap.of(sentences, 0.95, 1);
    assertThat(estimate.f1()).isCloseTo(0.8, within(1e-12));
    // the standard error of a share of .8 of 100 is .04
    assertThat(estimate.lower()).isBetween(0.68, 0.76);
    assertThat(estimate.upper()).isBetween(0.84, 0.91);
    assertThat(EntityBootstrap.of(sentences, 0.95, 1)).isEqualTo(estimate);
  }
}
