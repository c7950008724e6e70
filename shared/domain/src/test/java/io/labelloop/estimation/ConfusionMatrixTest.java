package io.labelloop.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  @Test
  void of_pairs_countsThem() {
    ConfusionMatrix matrix = ConfusionMatrix.of(new int[] {0, 0, 1, 2}, new int[] {0, 1, 1, 0}, 3);
    assertThat(matrix.counts()).isDeepEqualTo(new long[][] {{1, 1, 0}, {0, 1, 0}, {1, 0, 0}});
    assertThat(matrix.count(0, 1)).isEqualTo(1);
    assertThat(matrix.total()).isEqualTo(4);
    assertThat(matrix.correct()).isEqualTo(2);
    assertThat(matrix.accuracy()).hasValue(0.5);
    assertThat(matrix).isEqualTo(new ConfusionMatrix(matrix.counts()));
  }

  @Test
  void accuracy_ofNothing_isEmpty() {
    assertThat(ConfusionMatrix.of(new int[0], new int[0], 2).accuracy()).isEmpty();
  }

  @Test
  void counts_areCopies() {
    ConfusionMatrix matrix = ConfusionMatrix.of(new int[] {0}, new int[] {0}, 2);
    matrix.counts()[0][0] = 9;
    assertThat(matrix.count(0, 0)).isEqualTo(1);
  }

  @Test
  void constructor_ofNoSquareOrNegativeCounts_isRefused() {
    assertThatThrownBy(() -> new ConfusionMatrix(new long[][] {{1, 2}}))
        .hasMessageContaining("square");
    assertThatThrownBy(() -> new ConfusionMatrix(new long[][] {{1, -2}, {0, 0}}))
        .hasMessageContaining("at least 0");
    assertThatThrownBy(() -> ConfusionMatrix.of(new int[1], new int[2], 2))
        .hasMessageContaining("1 and 2");
  }
}
