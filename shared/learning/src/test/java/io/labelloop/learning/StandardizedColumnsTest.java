package io.labelloop.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.model.FeatureSpace;
import io.labelloop.numeric.DenseVector;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandardizedColumnsTest {
  @Test
  void vectorOf_aRow_isCentredAndDividedByTheDeviation() {
    // column 0: mean 3, deviation 2 (divided by n); column 1 does not vary
    FeatureSpace space = StandardizedColumns.fit(List.of(row("1", 1, 7), row("2", 5, 7)));

    DenseVector vector = (DenseVector) space.vectorOf(row("3", 6, 9).content());

    assertThat(vector.toArray()).containsExactly(new double[] {1.5, 0}, within(1e-12));
  }

  @Test
  void fit_ofColumnsWithTheSameBounds_dividesAllByOneDeviation() {
    // columns 0 and 1 reach 0 and 4, column 2 only 0 and 1: deviations 2, 2 and 1/2
    FeatureSpace space = StandardizedColumns.fit(List.of(row("1", 0, 4, 1), row("2", 4, 0, 0)));
    double common = Math.sqrt((4 + 4 + .25) / 3);

    DenseVector vector = (DenseVector) space.vectorOf(row("3", 4, 4, 1).content());

    assertThat(vector.toArray())
        .containsExactly(new double[] {2 / common, 2 / common, .5 / common}, within(1e-12));
  }

  @Test
  void fit_ofColumnsOfDifferentUnits_dividesEachByItsOwnDeviation() {
    // only one of three columns reaches the smallest and the largest value, 0 and 9
    FeatureSpace space = StandardizedColumns.fit(List.of(row("1", 0, 2, 1), row("2", 9, 4, 5)));

    DenseVector vector = (DenseVector) space.vectorOf(row("3", 9, 4, 5).content());

    assertThat(vector.toArray()).containsExactly(new double[] {1, 1, 1}, within(1e-12));
  }

  @Test
  void fit_ofAColumnFarFromZero_keepsItsDeviation() {
    FeatureSpace space = StandardizedColumns.fit(List.of(row("1", 1e9 + 1), row("2", 1e9 - 1)));

    DenseVector vector = (DenseVector) space.vectorOf(row("3", 1e9 + 2).content());

    assertThat(vector.get(0)).isCloseTo(2, within(1e-9));
  }

  @Test
  void toBytes_ofAColumnSpace_readsAsAnEqualOne() {
    FeatureSpace space = StandardizedColumns.fit(List.of(row("1", 1, 7), row("2", 5, 8)));

    assertThat(StoredFeatures.read(space.toBytes())).isEqualTo(space);
  }

  @Test
  void vectorOf_otherContent_isRefused() {
    FeatureSpace space = StandardizedColumns.fit(List.of(row("1", 1, 7), row("2", 5, 8)));

    assertThatThrownBy(() -> space.vectorOf(row("3", 1).content()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 columns, but had 1");
    assertThatThrownBy(() -> space.vectorOf(new ItemContent.Text("a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the item is a Text");
    assertThatThrownBy(() -> StandardizedColumns.fit(List.of(row("1", 1), row("2", 1, 2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("item 2 has 2 columns");
  }

  private static Item row(String id, double... values) {
    return new Item(new ItemId(id), new ItemContent.Features(DenseVector.of(values)));
  }
}
