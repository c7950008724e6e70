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
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * TF-IDF of words and pairs of neighbouring words, hashed to {@code 2^}{@value #BITS} buckets.
 *
 * <p>A word is a run of letters, digits and underscores, lower-cased, or a single other character
 * that is no space. An entry is the number of times that a bucket occurs in the text, times {@code
 * ln((1 + n) / (1 + df)) + 1}, with {@code df} of the {@code n} texts of the sample having it;
 * vectors have length 1. Buckets that only one text of the sample has, or none, are left out,
 * unless the sample is smaller than {@value #SMALL_SAMPLE} texts. A text without a known word
 * becomes the zero vector. Linear in the length of the text, but for sorting its words.
 *
 * <p>Weinberger et al.: Feature hashing for large scale multitask learning. ICML 2009.
 */
final class HashedTfIdf implements FeatureSpace {
  /* Signs are words because they help: a question mark or an exclamation mark says what kind of
   * text it is. Buckets of one text are left out because a vector of length 1 would otherwise spend
   * half of itself on what no other text can share; with few labels that costs .06 of the area under
   * the learning curve on TREC-6 (docs/benchmarks/learning-curves.md). */

  static final int BITS = 18;
  static final int SMALL_SAMPLE = 100;
  private static final int BUCKETS = 1 << BITS;
  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}_]+|[^\\s\\p{L}\\p{M}\\p{N}_]");

  private final int texts;
  private final int[] documentFrequencies;
  private final double[] inverseFrequencies;

  private HashedTfIdf(int texts, int[] documentFrequencies) {
    this.texts = texts;
    this.documentFrequencies = documentFrequencies;
    this.inverseFrequencies = new double[documentFrequencies.length];
    int fewest = texts < SMALL_SAMPLE ? 1 : 2;
    for (int bucket = 0; bucket < inverseFrequencies.length; bucket++) {
      int frequency = documentFrequencies[bucket];
      // 0 leaves the bucket out of every vector
      inverseFrequencies[bucket] =
          frequency < fewest ? 0 : StrictMath.log((1.0 + texts) / (1.0 + frequency)) + 1;
    }
  }

  static HashedTfIdf fit(List<Item> sample) {
    int[] frequencies = new int[BUCKETS];
    for (Item item : sample) {
      int previous = -1;
      for (int bucket : buckets(textOf(item.content()))) {
        if (bucket != previous) {
          frequencies[bucket]++;
        }
        previous = bucket;
      }
    }
    return new HashedTfIdf(sample.size(), frequencies);
  }

  @Override
  public int size() {
    return BUCKETS;
  }

  @Override
  public Vector vectorOf(ItemContent content) {
    int[] buckets = buckets(textOf(content));
    int[] indices = new int[buckets.length];
    double[] values = new double[buckets.length];
    int entries = 0;
    double squares = 0;
    for (int i = 0; i < buckets.length; i++) {
      int bucket = buckets[i];
      if (inverseFrequencies[bucket] > 0) {
        int last = i;
        while (last + 1 < buckets.length && buckets[last + 1] == bucket) {
          last++;
        }
        indices[entries] = bucket;
        values[entries] = (last - i + 1) * inverseFrequencies[bucket];
        squares += values[entries] * values[entries];
        entries++;
        i = last;
      }
    }
    double length = Math.sqrt(squares);
    for (int i = 0; i < entries; i++) {
      values[i] /= length;
    }
    return SparseVector.of(
        BUCKETS, Arrays.copyOf(indices, entries), Arrays.copyOf(values, entries));
  }

  @Override
  public byte[] toBytes() {
    return StoredFeatures.write(
        StoredFeatures.TEXT,
        out -> {
          out.writeInt(BUCKETS);
          out.writeInt(texts);
          int previous = -1;
          for (int bucket = 0; bucket < BUCKETS; bucket++) {
            if (documentFrequencies[bucket] > 0) {
              writeNumber(out, bucket - previous);
              writeNumber(out, documentFrequencies[bucket]);
              previous = bucket;
            }
          }
          writeNumber(out, BUCKETS - previous);
        });
  }

  static HashedTfIdf readFrom(DataInputStream in) throws IOException {
    int buckets = in.readInt();
    int texts = in.readInt();
    if (buckets != BUCKETS || texts < 1) {
      throw new IOException(
          "expected "
              + BUCKETS
              + " buckets and some texts, but found "
              + buckets
              + " and "
              + texts);
    }
    int[] frequencies = new int[BUCKETS];
    int bucket = -1;
    while (true) {
      int gap = readNumber(in);
      if (gap < 1 || gap > BUCKETS - bucket) {
        throw new IOException("bucket " + bucket + " is followed by a gap of " + gap);
      }
      bucket += gap;
      if (bucket == BUCKETS) {
        return new HashedTfIdf(texts, frequencies);
      }
      frequencies[bucket] = readNumber(in);
      if (frequencies[bucket] < 1 || frequencies[bucket] > texts) {
        throw new IOException(
            "bucket " + bucket + " occurs in " + frequencies[bucket] + " of " + texts + " texts");
      }
    }
  }

  /** The buckets of a text's words and pairs of words, ascending, as often as they occur. */
  private static int[] buckets(String text) {
    Matcher words = WORD.matcher(text.toLowerCase(Locale.ROOT));
    int[] buckets = new int[16];
    int count = 0;
    String previous = "";
    while (words.find()) {
      String word = words.group();
      if (count + 2 > buckets.length) {
        buckets = Arrays.copyOf(buckets, 2 * buckets.length);
      }
      buckets[count++] = bucketOf(word);
      if (!previous.isEmpty()) {
        buckets[count++] = bucketOf(previous + ' ' + word);
      }
      previous = word;
    }
    buckets = Arrays.copyOf(buckets, count);
    Arrays.sort(buckets);
    return buckets;
  }

  // FNV-1a over UTF-16 units, then the finalizer of MurmurHash3, since FNV's low bits depend on the
  // low bits of the text alone
  private static int bucketOf(String gram) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < gram.length(); i++) {
      hash = (hash ^ gram.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return (int) ((hash ^ (hash >>> 33)) & (BUCKETS - 1));
  }

  private static void writeNumber(DataOutputStream out, int number) throws IOException {
    int rest = number;
    while (rest >= 0x80) {
      out.writeByte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.writeByte(rest);
  }

  private static int readNumber(DataInputStream in) throws IOException {
    int number = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int next = in.readUnsignedByte();
      number |= (next & 0x7f) << shift;
      if (next < 0x80) {
        return number;
      }
    }
    throw new IOException("a number has more than 5 bytes");
  }

  private static String textOf(ItemContent content) {
    if (content instanceof ItemContent.Text text) {
      return text.text();
    }
    throw new IllegalArgumentException(
        "the feature space was fitted to texts, but the item has " + content);
  }
}
