package io.labelloop.consolidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotationTable;
import io.labelloop.annotation.AnnotatorId;
import io.labelloop.pool.ItemId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MethodDisagreementTest {
  /** Two liars and three honest annotators; on so many of 40 items only two of these answered. */
  private static AnnotationTable table(int outvoted) {
    List<Annotation> answers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int right = (i / 2) % 2;
      List<String> honest = i < outvoted ? List.of("a") : List.of("a", "b", "c");
      for (String annotator : honest) {
        answers.add(answer(i, annotator, right));
      }
      answers.add(answer(i, "liar-1", 1 - right));
      answers.add(answer(i, "liar-2", 1 - right));
    }
    return AnnotationTable.of(answers, 2);
  }

  private static Annotation answer(int item, String annotator, int label) {
    return new Annotation(
        new ItemId("i%02d".formatted(item)), new AnnotatorId(annotator), label, Instant.EPOCH);
  }

  @Test
  void disagreement_whereLiarsOutvoteTheHonest_listsTheseItems() {
    var review = ReviewedConsolidation.of("dawid-skene", table(3), GoldLabels.NONE);
    MethodDisagreement disagreement = review.disagreement();
    assertThat(disagreement.methods()).containsExactly("dawid-skene", "majority-vote", "one-coin");
    assertThat(disagreement.disputed())
        .extracting(d -> d.item().value())
        .containsExactly("i00", "i01", "i02");
    assertThat(disagreement.disputed().getFirst().labels())
        .containsEntry("dawid-skene", 0)
        .containsEntry("majority-vote", 1);
    assertThat(disagreement.share()).isCloseTo(3 / 40.0, within(1e-12));
    assertThat(disagreement.isWorthAWarning()).isTrue();
  }

  @Test
  void disagreement_onFivePercent_isNoWarning() {
    var review = ReviewedConsolidation.of("majority-vote", table(2), GoldLabels.NONE);
    assertThat(review.disagreement().methods())
        .containsExactly("majority-vote", "one-coin", "dawid-skene");
    assertThat(review.disagreement().disputed()).hasSize(2);
    assertThat(review.disagreement().isWorthAWarning()).isFalse();
  }
}
