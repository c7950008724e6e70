package io.labelloop.consolidation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.annotation.AnnotatorId;
import io.labelloop.pool.SeededOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class NextAnnotatorTest {
  private static final double[] TOSS = {0.5, 0.5};

  private static AnnotatorQuality quality(String name, double[][] confusion) {
    return new AnnotatorQuality(new AnnotatorId(name), 10, 0.5, confusion);
  }

  private static double[][] symmetric(double accuracy) {
    return new double[][] {{accuracy, 1 - accuracy}, {1 - accuracy, accuracy}};
  }

  private static final AnnotatorQuality GOOD = quality("good", symmetric(0.9));
  private static final AnnotatorQuality FAIR = quality("fair", symmetric(0.7));
  private static final AnnotatorQuality SPAM =
      quality("spam", new double[][] {{0.8, 0.2}, {0.8, 0.2}});
  private static final AnnotatorQuality CONTRARY = quality("contrary", symmetric(0.1));

  private static final NextAnnotator CHOICE =
      new NextAnnotator(List.of(GOOD, FAIR, SPAM, CONTRARY), 2);

  private static double gain(AnnotatorQuality who, double... posterior) {
    return CHOICE.gain(who.annotator(), posterior);
  }

  /* ln 2 - H(0.9) = 0.693147 - 0.325083 */
  @Test
  void gain_ofAGoodAnnotatorAboutATossUp_isWhatTheirAnswerTells() {
    assertThat(gain(GOOD, TOSS)).isCloseTo(0.368064, within(1e-6));
  }

  @Test
  void gain_ofAnswersThatDoNotDependOnTheClass_isNothing() {
    assertThat(gain(SPAM, TOSS)).isCloseTo(0, within(1e-12));
    assertThat(gain(GOOD, 1, 0)).isCloseTo(0, within(1e-12));
  }

  @Test
  void gain_ofWhoIsAlwaysWrong_isThatOfWhoIsAlwaysRight() {
    assertThat(gain(CONTRARY, TOSS)).isCloseTo(gain(GOOD, TOSS), within(1e-12));
  }

  @Test
  void gain_ofTheClassesInDoubt_countsAndNotTheOthers() {
    var knowsFirstTwo = quality("first-two", new double[][] {{1, 0, 0}, {0, 1, 0}, {0.5, 0.5, 0}});
    var knowsLast = quality("last", new double[][] {{0.5, 0.5, 0}, {0.5, 0.5, 0}, {0, 0, 1}});
    var choice = new NextAnnotator(List.of(knowsFirstTwo, knowsLast), 3);
    double[] firstOrSecond = {0.5, 0.5, 0};
    double[] firstOrLast = {0.5, 0, 0.5};
    assertThat(choice.gain(knowsFirstTwo.annotator(), firstOrSecond))
        .isGreaterThan(choice.gain(knowsLast.annotator(), firstOrSecond));
    assertThat(choice.gain(knowsLast.annotator(), firstOrLast))
        .isGreaterThan(choice.gain(knowsFirstTwo.annotator(), firstOrLast));
  }

  @Test
  void ranked_ofAllAnnotators_putsTheMostTellingFirstAndSpamLast() {
    List<AnnotatorId> ranked =
        CHOICE.ranked(
            List.of(SPAM.annotator(), FAIR.annotator(), GOOD.annotator()),
            TOSS,
            new SeededOrder(1, "ties"));
    assertThat(ranked).containsExactly(GOOD.annotator(), FAIR.annotator(), SPAM.annotator());
  }

  @Test
  void gain_ofWhoNeverAnswered_isThatOfTheMeanAnnotator() {
    var newcomer = new AnnotatorId("newcomer");
    double mean = CHOICE.gain(newcomer, TOSS);
    assertThat(mean).isGreaterThan(0).isLessThan(gain(GOOD, TOSS));
    assertThat(new NextAnnotator(List.of(), 2).gain(newcomer, TOSS))
        .isCloseTo(Math.log(2), within(1e-12));
  }

  @Test
  void asksAgain_ofADoubtfulItem_isTrueBelowTheMostAnswersOnly() {
    var redundancy = new AdaptiveRedundancy(2, 4, 0.95);
    assertThat(redundancy.asksAgain(1, 1)).isTrue();
    assertThat(redundancy.asksAgain(0.95, 2)).isFalse();
    assertThat(redundancy.asksAgain(0.9, 3)).isTrue();
    assertThat(redundancy.asksAgain(0.9, 4)).isFalse();
    assertThatThrownBy(() -> new AdaptiveRedundancy(3, 2, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 <= min <= max");
  }
}
