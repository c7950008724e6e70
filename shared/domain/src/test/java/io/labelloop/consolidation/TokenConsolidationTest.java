package io.labelloop.consolidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotatorId;
import io.labelloop.annotation.Answer;
import io.labelloop.model.ClassLabels;
import io.labelloop.pool.ItemId;
import io.labelloop.sequence.EntityScores;
import io.labelloop.sequence.TagSequence;
import io.labelloop.sequence.TagSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenConsolidationTest {
  private static final TagSet TAGS = new TagSet(new ClassLabels(List.of("person", "place")));

  private static Annotation answer(String item, String annotator, int... tags) {
    return new Annotation(
        new ItemId(item),
        new AnnotatorId(annotator),
        new Answer.TagAnswer(TagSequence.of(tags)),
        Instant.EPOCH);
  }

  @Test
  void consolidate_ofAMajority_isValidWhereTheTokensAloneAreNot() {
    // token 0: O O B-person; token 1: I-place I-person and O once each would not be valid with O
    // before; majorities are O and a tie of three, of which only O may follow O
    var result =
        new TokenConsolidation(TAGS, new MajorityVote())
            .consolidate(
                List.of(answer("s", "a", 0, 1), answer("s", "b", 0, 3), answer("s", "c", 1, 2)));
    TokenConsolidation.SentenceLabel label = result.labels().getFirst();
    assertThat(label.tags().tag(0)).isZero();
    assertThat(label.tags().tag(1)).isIn(1, 3);
    assertThat(label.annotations()).isEqualTo(3);
    // paths by votes: O then B-person or B-place 2/9 each, B-person then any of three 1/9 each
    assertThat(label.confidence()).isCloseTo(2.0 / 7, within(1e-9));
  }

  @Test
  void consolidate_ofAgreeingAnnotators_isWhatTheySaidForSure() {
    var result =
        new TokenConsolidation(TAGS, new MajorityVote())
            .consolidate(List.of(answer("s", "a", 1, 2, 0), answer("s", "b", 1, 2, 0)));
    assertThat(result.labels().getFirst().tags()).isEqualTo(TagSequence.of(1, 2, 0));
    assertThat(result.labels().getFirst().confidence()).isCloseTo(1, within(1e-9));
    assertThat(result.annotators())
        .allSatisfy(skill -> assertThat(skill.entities()).isEqualTo(new EntityScores(1, 1, 1)));
  }

  @Test
  void consolidate_ofAnnotationsOfDifferentLengths_isRefused() {
    assertThatThrownBy(
            () ->
                new TokenConsolidation(TAGS, new MajorityVote())
                    .consolidate(List.of(answer("s", "a", 0, 0), answer("s", "b", 0))))
        .hasMessageContaining("as many tags as it has tokens, but have 2 and 1");
  }

  /** One entity of two tokens in each sentence; who errs marks any one token as any type. */
  private static List<Annotation> crowd(long seed, List<TagSequence> truth) {
    var random = new Random(seed);
    var annotations = new ArrayList<Annotation>();
    for (int s = 0; s < 60; s++) {
      int start = random.nextInt(4);
      int type = random.nextInt(2);
      int[] tags = new int[6];
      tags[start] = TagSet.begin(type);
      tags[start + 1] = TagSet.inside(type);
      truth.add(TagSequence.of(tags));
      double[] accuracies = {0.95, 0.95, 0.3, 0.3, 0.3};
      for (int a = 0; a < accuracies.length; a++) {
        int[] wrong = new int[6];
        wrong[random.nextInt(6)] = TagSet.begin(random.nextInt(2));
        boolean right = random.nextDouble() < accuracies[a];
        annotations.add(answer("s%02d".formatted(s), "a" + a, right ? tags : wrong));
      }
    }
    return annotations;
  }

  private static double right(TokenConsolidation.Result result, List<TagSequence> truth) {
    int right = 0;
    for (int s = 0; s < truth.size(); s++) {
      right += result.labels().get(s).tags().equals(truth.get(s)) ? 1 : 0;
    }
    return (double) right / truth.size();
  }

  @Test
  void consolidate_byDawidSkene_weighsAnnotatorsByTheirQuality() {
    double majority = 0;
    double weighed = 0;
    for (long seed = 1; seed <= 10; seed++) {
      var truth = new ArrayList<TagSequence>();
      List<Annotation> annotations = crowd(seed, truth);
      majority +=
          right(new TokenConsolidation(TAGS, new MajorityVote()).consolidate(annotations), truth)
              / 10;
      weighed +=
          right(
                  new TokenConsolidation(TAGS, new DawidSkene(Smoothing.DEFAULT))
                      .consolidate(annotations),
                  truth)
              / 10;
    }
    // two good annotators among three bad ones: healthy .965, failure .630 (a majority)
    assertThat(weighed).isGreaterThan(0.85);
    assertThat(majority).isLessThan(0.75);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void consolidate_ofShuffledAnnotations_isTheSame(long seed) {
    List<Annotation> annotations = crowd(seed, new ArrayList<>());
    var shuffled = new ArrayList<>(annotations);
    Collections.shuffle(shuffled, new Random(seed));
    var consolidation = new TokenConsolidation(TAGS, new DawidSkene(Smoothing.DEFAULT));
    assertThat(consolidation.consolidate(shuffled))
        .isEqualTo(consolidation.consolidate(annotations));
  }
}
