package io.labelloop.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.sequence.TagTransitions.LogWeight;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagDistributionTest {
  private static final LogWeight NO_PREFERENCE = (beforePrevious, previous, tag) -> 0;

  @Test
  void distribution_ofTwoTokensWithoutPreferences_isUniformOverTheValidPaths() {
    // O, B and I of one type: O or B first, and I only after B: OO, OB, BO, BB, BI
    var distribution =
        new TagDistribution(TagTransitions.firstOrder(3, NO_PREFERENCE), new double[2][3]);
    assertThat(distribution.best(10)).hasSize(5);
    assertThat(distribution.best().probability()).isCloseTo(0.2, within(1e-12));
    assertThat(distribution.marginals()[0])
        .containsExactly(new double[] {.4, .6, 0}, within(1e-12));
    assertThat(distribution.marginals()[1])
        .containsExactly(new double[] {.4, .4, .2}, within(1e-12));
    assertThat(distribution.entropy()).isCloseTo(Math.log(5), within(1e-12));
  }

  @ParameterizedTest(name = "order {0}, {1} tags, {2} tokens, seed {3}")
  @CsvSource({
    "1,3,1,1", "1,3,6,2", "1,5,4,3", "1,7,3,4", "1,5,5,5",
    "2,3,1,6", "2,3,2,7", "2,3,6,8", "2,5,4,9", "2,7,3,10"
  })
  void quantities_ofARandomChain_agreeWithTryingEveryPath(
      int order, int tags, int length, long seed) {
    var random = new Random(seed);
    double[][][] table = new double[tags + 1][tags + 1][tags];
    for (double[][] rows : table) {
      for (double[] row : rows) {
        Arrays.setAll(row, i -> 2 * random.nextGaussian());
      }
    }
    LogWeight weight =
        (beforePrevious, previous, tag) ->
            table[order == 1 ? 0 : beforePrevious + 1][previous + 1][tag];
    double[][] emissions = new double[length][tags];
    for (double[] row : emissions) {
      Arrays.setAll(row, i -> 2 * random.nextGaussian());
    }
    var all = new AllPaths(tags, length, weight, emissions, order);
    var distribution =
        new TagDistribution(
            order == 1
                ? TagTransitions.firstOrder(tags, weight)
                : TagTransitions.secondOrder(tags, weight),
            emissions);

    assertThat(distribution.entropy()).isCloseTo(all.entropy(), within(1e-9));
    double[][] marginals = distribution.marginals();
    for (int t = 0; t < length; t++) {
      for (int tag = 0; tag < tags; tag++) {
        assertThat(marginals[t][tag]).isCloseTo(all.marginal(t, tag), within(1e-9));
      }
    }
    List<TagDistribution.Scored> best = distribution.best(20);
    assertThat(best).hasSize(Math.min(20, all.paths().size()));
    for (int i = 0; i < best.size(); i++) {
      assertThat(best.get(i).tags()).isEqualTo(all.paths().get(i).tags());
      assertThat(best.get(i).logProbability())
          .isCloseTo(all.paths().get(i).logProbability(), within(1e-9));
      assertThat(distribution.logProbability(best.get(i).tags()))
          .isCloseTo(best.get(i).logProbability(), within(1e-9));
    }
    assertThat(distribution.best()).isEqualTo(best.getFirst());
  }

  @Test
  void distribution_ofALongSentence_doesNotUnderflow() {
    double[][] emissions = new double[3000][3];
    for (double[] row : emissions) {
      Arrays.fill(row, -40);
    }
    var distribution = new TagDistribution(TagTransitions.firstOrder(3, NO_PREFERENCE), emissions);
    assertThat(distribution.best().logProbability()).isLessThan(-2000).isGreaterThan(-3300);
    assertThat(distribution.entropy()).isBetween(2000.0, 3300.0);
  }

  @Test
  void distribution_ofACertainSentence_hasNoEntropyAndOneBestPath() {
    double[][] emissions = {{0, -1e9, -1e9}, {-1e9, 0, -1e9}};
    var distribution = new TagDistribution(TagTransitions.firstOrder(3, NO_PREFERENCE), emissions);
    assertThat(distribution.entropy()).isZero();
    assertThat(distribution.best().tags()).isEqualTo(TagSequence.of(0, 1));
    assertThat(distribution.best().probability()).isEqualTo(1);
  }

  @Test
  void distribution_ofNoTokensOrNoFinitePath_isRefused() {
    TagTransitions transitions = TagTransitions.firstOrder(3, NO_PREFERENCE);
    assertThatThrownBy(() -> new TagDistribution(transitions, new double[0][3]))
        .hasMessageContaining("at least one token");
    assertThatThrownBy(() -> new TagDistribution(transitions, new double[][] {{Double.NaN, 0, 0}}))
        .hasMessageContaining("a path of finite weight");
  }
}
