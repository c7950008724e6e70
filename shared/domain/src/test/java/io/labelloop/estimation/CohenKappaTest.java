package io.labelloop.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CohenKappaTest {
  @Test
  void kappa_ofTwoRatersByHand_isFourTenths() {
    // 20 + 15 of 50 equal: p_o = .7; rows 25 and 25, columns 30 and 20: p_e = .5 * .6 + .5 * .4
    assertThat(CohenKappa.of(new ConfusionMatrix(new long[][] {{20, 5}, {10, 15}})))
        .isCloseTo(0.4, within(1e-12));
  }

  @Test
  void kappa_ofThreeClassesByHand_countsTheWholeDiagonalAndAllMargins() {
    // p_o = (5 + 3 + 1) / 12; rows 6, 4, 2; columns 6, 4, 2; p_e = (36 + 16 + 4) / 144
    assertThat(CohenKappa.of(new ConfusionMatrix(new long[][] {{5, 1, 0}, {1, 3, 0}, {0, 0, 2}})))
        .isCloseTo((10 / 12.0 - 56 / 144.0) / (1 - 56 / 144.0), within(1e-12));
  }

  @Test
  void kappa_ofEqualSequences_isOneEvenWithASingleClass() {
    assertThat(CohenKappa.of(new int[] {0, 1, 2}, new int[] {0, 1, 2}, 3)).isEqualTo(1);
    assertThat(CohenKappa.of(new int[] {1, 1}, new int[] {1, 1}, 3)).isEqualTo(1);
  }

  @Test
  void kappa_ofOppositeSequences_isMinusOne() {
    assertThat(CohenKappa.of(new int[] {0, 1}, new int[] {1, 0}, 2)).isCloseTo(-1, within(1e-12));
  }

  @Test
  void kappa_whereOneSequenceIsOfOneClass_isZeroThoughMostPairsAgree() {
    // agreement .9, all of which chance explains: p_e = .9
    int[] rare = new int[10];
    rare[0] = 1;
    assertThat(CohenKappa.of(new int[10], rare, 2)).isCloseTo(0, within(1e-12));
  }

  @Test
  void kappa_isSymmetricAndDoesNotDependOnTheClassesNames() {
    Random random = new Random(4);
    int[] left = random.ints(200, 0, 4).toArray();
    int[] right = random.ints(200, 0, 4).toArray();
    int[] leftRenamed = java.util.Arrays.stream(left).map(c -> 3 - c).toArray();
    int[] rightRenamed = java.util.Arrays.stream(right).map(c -> 3 - c).toArray();
    double kappa = CohenKappa.of(left, right, 4);
    assertThat(CohenKappa.of(right, left, 4)).isCloseTo(kappa, within(1e-12));
    assertThat(CohenKappa.of(leftRenamed, rightRenamed, 4)).isCloseTo(kappa, within(1e-12));
  }

  @Test
  void kappa_ofNothing_isRefused() {
    assertThatThrownBy(() -> CohenKappa.of(new int[0], new int[0], 2))
        .hasMessageContaining("at least one pair");
  }
}
