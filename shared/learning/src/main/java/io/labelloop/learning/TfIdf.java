package io.labelloop.learning;

import io.labelloop.model.FeatureSpace;
import io.labelloop.numeric.SparseVector;
import io.labelloop.numeric.Vector;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemContent;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * TF-IDF of words ({@link WordHashes}) and, unless single words are wanted, of pairs of
 * neighbouring words.
 *
 * <p>The dimensions are the at most {@value #MOST} words and pairs that most texts of the sample
 * have; those that fewer than 3 texts have are left out (fewer than 2 in a sample of less than
 * {@value #LARGE_SAMPLE} texts; none in one of less than {@value #SMALL_SAMPLE}). An entry is the
 * number of times that a word or pair occurs in the text, times {@code ln((1 + n) / (1 + df)) + 1},
 * with {@code df} of the {@code n} texts of the sample having it; vectors have length 1. A text
 * without a known word becomes the zero vector.
 *
 * <p>Words and pairs are known by a 64-bit hash of their letters, so that the stored form is short,
 * and holds no text of the pool; two of {@value #MOST} share a hash once in 40 billion pools. A
 * vector is linear in the length of the text, but for a logarithm.
 *
 * <p>Salton, Buckley: Term-weighting approaches in automatic text retrieval. Information Processing
 * and Management 24, 1988; Weinberger et al.: Feature hashing for large scale multitask learning.
 * ICML 2009.
 */
final class TfIdf implements FeatureSpace {
  /* Signs are words because they help: a question mark or an exclamation mark says what kind of
   * text it is. Rare words are left out because a vector of length 1 would otherwise spend much of
   * itself on what hardly another text can share; with few labels that costs .05 of the area under
   * the learning curve on TREC-6 (docs/benchmarks/learning-curves.md, "Features"). */

  static final int MOST = 30_000;
  static final int SMALL_SAMPLE = 100;
  static final int LARGE_SAMPLE = 1_000;

  private final boolean pairs;
  private final int texts;
  private final long[] hashes;
  private final int[] documentFrequencies;
  private final double[] inverseFrequencies;
  private final HashIndex index;

  /**
   * @param pairs whether pairs of words are dimensions too
   * @param hashes ascending
   * @param documentFrequencies how many of the texts have each, in {@code [1, texts]}
   */
  private TfIdf(boolean pairs, int texts, long[] hashes, int[] documentFrequencies) {
    this.pairs = pairs;
    this.texts = texts;
    this.hashes = hashes;
    this.documentFrequencies = documentFrequencies;
    this.inverseFrequencies =
        Arrays.stream(documentFrequencies)
            .mapToDouble(frequency -> StrictMath.log((1.0 + texts) / (1.0 + frequency)) + 1)
            .toArray();
    this.index = new HashIndex(hashes);
  }

  /** Words and pairs of words. */
  static TfIdf fit(List<Item> sample) {
    return fit(sample, true);
  }

  /**
   * @param pairs whether pairs of words are dimensions too
   */
  static TfIdf fit(List<Item> sample, boolean pairs) {
    long[] all = new long[1024];
    int size = 0;
    for (Item item : sample) {
      long[] distinct =
          Arrays.stream(WordHashes.of(textOf(item.content()), pairs)).distinct().toArray();
      if (size + distinct.length > all.length) {
        all = Arrays.copyOf(all, Math.max(2 * all.length, size + distinct.length));
      }
      System.arraycopy(distinct, 0, all, size, distinct.length);
      size += distinct.length;
    }
    Arrays.sort(all, 0, size);
    int fewest = fewestTexts(sample.size());
    long[] hashes = new long[size];
    int[] frequencies = new int[size];
    int kinds = 0;
    int end;
    for (int start = 0; start < size; start = end) {
      end = start + 1;
      while (end < size && all[end] == all[start]) {
        end++;
      }
      if (end - start >= fewest) {
        hashes[kinds] = all[start];
        frequencies[kinds++] = end - start;
      }
    }
    int[] kept =
        IntStream.range(0, kinds)
            .boxed()
            .sorted(Comparator.comparingInt((Integer i) -> -frequencies[i]).thenComparing(i -> i))
            .limit(MOST)
            .mapToInt(Integer::intValue)
            .sorted()
            .toArray();
    return new TfIdf(
        pairs,
        sample.size(),
        Arrays.stream(kept).mapToLong(i -> hashes[i]).toArray(),
        Arrays.stream(kept).map(i -> frequencies[i]).toArray());
  }

  /** In how many texts of a sample a word must be. */
  static int fewestTexts(int sample) {
    if (sample < SMALL_SAMPLE) {
      return 1;
    }
    return sample < LARGE_SAMPLE ? 2 : 3;
  }

  /** At least 1, although a sample without words knows none. */
  @Override
  public int size() {
    return Math.max(1, hashes.length);
  }

  /** Whether pairs of words are dimensions too. */
  boolean pairs() {
    return pairs;
  }

  /** The hash of each dimension, ascending; to be read only. */
  long[] hashes() {
    return hashes;
  }

  /** Finds the dimension of a hash. */
  HashIndex index() {
    return index;
  }

  /** The inverse document frequency of each dimension; to be read only. */
  double[] inverseFrequencies() {
    return inverseFrequencies;
  }

  @Override
  public Vector vectorOf(ItemContent content) {
    int[] known =
        Arrays.stream(WordHashes.of(textOf(content), pairs))
            .mapToInt(index::placeOf)
            .filter(place -> place != HashIndex.NONE)
            .sorted()
            .toArray();
    int[] indices = new int[known.length];
    double[] values = new double[known.length];
    int entries = 0;
    for (int i = 0; i < known.length; i++) {
      if (entries == 0 || indices[entries - 1] != known[i]) {
        indices[entries++] = known[i];
      }
      values[entries - 1] += inverseFrequencies[known[i]];
    }
    double squares = 0;
    for (int i = 0; i < entries; i++) {
      squares += values[i] * values[i];
    }
    double length = Math.sqrt(squares);
    for (int i = 0; i < entries; i++) {
      values[i] /= length;
    }
    return SparseVector.of(size(), Arrays.copyOf(indices, entries), Arrays.copyOf(values, entries));
  }

  @Override
  public byte[] toBytes() {
    return StoredFeatures.write(pairs ? StoredFeatures.TEXT : StoredFeatures.WORDS, this::writeTo);
  }

  private void writeTo(DataOutputStream out) throws IOException {
    out.writeInt(texts);
    out.writeInt(hashes.length);
    for (int i = 0; i < hashes.length; i++) {
      out.writeLong(hashes[i]);
      out.writeInt(documentFrequencies[i]);
    }
  }

  static TfIdf readFrom(boolean pairs, DataInputStream in) throws IOException {
    int texts = in.readInt();
    int size = in.readInt();
    if (texts < 1 || size < 0 || size > in.available() / (Long.BYTES + Integer.BYTES)) {
      throw new IOException("no room for " + size + " words of " + texts + " texts");
    }
    long[] hashes = new long[size];
    int[] frequencies = new int[size];
    for (int i = 0; i < size; i++) {
      hashes[i] = in.readLong();
      frequencies[i] = in.readInt();
      if (i > 0 && hashes[i] <= hashes[i - 1]) {
        throw new IOException("the hashes do not ascend at " + i);
      }
      if (frequencies[i] < 1 || frequencies[i] > texts) {
        throw new IOException("a word is in " + frequencies[i] + " of " + texts + " texts");
      }
    }
    return new TfIdf(pairs, texts, hashes, frequencies);
  }

  private static String textOf(ItemContent content) {
    if (content instanceof ItemContent.Text text) {
      return text.text();
    }
    if (content instanceof ItemContent.Tokens tokens) {
      return tokens.text();
    }
    throw new IllegalArgumentException(
        "the feature space was fitted to texts, but the item has " + content);
  }
}
