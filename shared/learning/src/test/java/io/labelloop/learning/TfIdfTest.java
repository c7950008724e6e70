package io.labelloop.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.labelloop.model.FeatureSpace;
import io.labelloop.model.UnreadableModelException;
import io.labelloop.numeric.DenseVector;
import io.labelloop.numeric.SparseVector;
import io.labelloop.numeric.Vector;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TfIdfTest {
  @Test
  void vectorOf_aText_weighsCountsByInverseFrequency() {
    // n = 2; "b" is in both texts: idf ln(3/3) + 1 = 1; "a", "c" and the pairs "a b", "b c" in one:
    // idf ln(3/2) + 1. "a b a" has a twice, b once, "a b" once; "b a" is unknown.
    TfIdf space = TfIdf.fit(items("a b", "b c"));
    double rare = Math.log(1.5) + 1;
    double length = Math.sqrt(4 * rare * rare + 1 + rare * rare);

    double[] values = values(space.vectorOf(new ItemContent.Text("A b, a")));

    // the comma is a word as well, and unknown: it breaks the pair "b a"
    assertThat(values)
        .containsExactly(
            new double[] {1 / length, rare / length, 2 * rare / length}, within(1e-12));
  }

  @Test
  void vectorOf_aTextWithoutKnownWords_isZero() {
    TfIdf space = TfIdf.fit(items("a b", "b c"));

    assertThat(values(space.vectorOf(new ItemContent.Text("")))).isEmpty();
    assertThat(values(space.vectorOf(new ItemContent.Text(" \t x y")))).isEmpty();
  }

  @Test
  void fit_toALargerSample_leavesOutWhatFewTextsHave() {
    List<String> texts = new ArrayList<>();
    IntStream.range(0, TfIdf.SMALL_SAMPLE).forEach(i -> texts.add("often"));
    texts.addAll(List.of("once", "twice", "twice"));
    TfIdf space = TfIdf.fit(items(texts.toArray(String[]::new)));

    assertThat(values(space.vectorOf(new ItemContent.Text("once")))).isEmpty();
    assertThat(values(space.vectorOf(new ItemContent.Text("twice")))).containsExactly(1);
    assertThat(values(space.vectorOf(new ItemContent.Text("once often")))).containsExactly(1);
    assertThat(List.of(TfIdf.fewestTexts(99), TfIdf.fewestTexts(999), TfIdf.fewestTexts(1000)))
        .containsExactly(1, 2, 3);
  }

  @Test
  void fit_toASampleWithoutWords_knowsNone() {
    TfIdf space = TfIdf.fit(items("", " "));

    assertThat(space.size()).isEqualTo(1);
    assertThat(values(space.vectorOf(new ItemContent.Text("word")))).isEmpty();
    assertThat(StoredFeatures.read(space.toBytes()).size()).isEqualTo(1);
  }

  @Test
  void toBytes_ofATextSpace_readsAsOneWithTheSameVectors() {
    TfIdf space = TfIdf.fit(items("ein Mädchen 漢字 !", "b c", "c d"));

    FeatureSpace read = StoredFeatures.read(space.toBytes());

    ItemContent text = new ItemContent.Text("EIN mädchen c 漢字!");
    assertThat(read.vectorOf(text)).isEqualTo(space.vectorOf(text));
    assertThat(values(read.vectorOf(text))).hasSizeGreaterThan(5);
    assertThat(read.toBytes()).isEqualTo(space.toBytes());
  }

  @Test
  void read_ofDamagedBytes_isRefused() {
    byte[] bytes = TfIdf.fit(items("a b", "b c")).toBytes();

    for (int length = 0; length < bytes.length; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> StoredFeatures.read(part))
          .isInstanceOf(UnreadableModelException.class)
          .hasMessageContaining("truncated");
    }
    assertRefused(bytes, 0, (byte) 'X', "LLFS");
    assertRefused(bytes, 4, (byte) 2, "version 1, but this one has 2");
    assertRefused(bytes, 5, (byte) 9, "was of 9");
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> StoredFeatures.read(longer))
        .isInstanceOf(UnreadableModelException.class)
        .hasMessageContaining("another kind");
  }

  @Test
  void vectorOf_numericColumns_isRefused() {
    TfIdf space = TfIdf.fit(items("a"));

    assertThatThrownBy(() -> space.vectorOf(new ItemContent.Features(DenseVector.of(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fitted to texts");
  }

  private static void assertRefused(byte[] bytes, int at, byte replacement, String message) {
    byte[] damaged = bytes.clone();
    damaged[at] = replacement;
    assertThatThrownBy(() -> StoredFeatures.read(damaged))
        .isInstanceOf(UnreadableModelException.class)
        .hasMessageContaining(message);
  }

  /** The stored entries, ascending by value: their order depends on hashes. */
  private static double[] values(Vector vector) {
    double[] values = new double[((SparseVector) vector).entries()];
    int[] next = new int[1];
    vector.forEach((index, value) -> values[next[0]++] = value);
    Arrays.sort(values);
    return values;
  }

  private static List<Item> items(String... texts) {
    return IntStream.range(0, texts.length)
        .mapToObj(i -> new Item(new ItemId("t" + i), new ItemContent.Text(texts[i])))
        .toList();
  }
}
