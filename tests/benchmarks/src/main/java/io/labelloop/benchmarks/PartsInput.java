package io.labelloop.benchmarks;

import io.labelloop.learning.Learners;
import io.labelloop.model.ClassLabels;
import io.labelloop.model.CompiledScorer;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.model.Learner;
import io.labelloop.numeric.DenseVector;
import io.labelloop.pool.ContentColumns;
import io.labelloop.pool.CsvLine;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.JsonLine;
import io.labelloop.pool.LineScanner;
import io.labelloop.pool.PoolSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Items as bytes, a scanner and a compiled scorer of 20 classes: texts of about 500 bytes, or 256
 * numbers of six digits as an array in JSON or as columns of CSV.
 */
@State(Scope.Thread)
public class PartsInput {
  static final int ITEMS = 2_000;
  private static final int NUMBERS = 256;

  @Param({"texts", "json-numbers", "csv-numbers"})
  String kind = "texts";

  private byte[] bytes = new byte[0];
  private final int[] starts = new int[ITEMS + 1];
  private LineScanner scanner = JsonLine.of(schema(new ContentColumns.TextColumn("text")));
  private CompiledScorer.Scorer scorer = (line, row) -> {};
  private final double[] row = new double[SyntheticTexts.CLASSES];

  /** Makes the items, and trains a model with them. */
  @Setup
  public void prepare() throws IOException {
    List<ItemContent> contents = kind.equals("texts") ? texts() : numbers();
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < contents.size(); i++) {
      items.add(new Item(new ItemId("d" + i), contents.get(i)));
    }
    Learner learner = Learners.named("logistic-regression").orElseThrow();
    FeatureSpace space = learner.fitFeatures(items);
    List<LabeledVector> labeled = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      labeled.add(
          new LabeledVector(
              items.get(i).id(),
              space.vectorOf(items.get(i).content()),
              i % SyntheticTexts.CLASSES));
    }
    ClassLabels classes =
        new ClassLabels(IntStream.range(0, SyntheticTexts.CLASSES).mapToObj(k -> "c" + k).toList());
    scorer =
        learner.train(space, classes, labeled, 1, Instant.EPOCH).compile().orElseThrow().scorer();
    for (int i = 0; i < ITEMS; i++) {
      if (!scanner.scan(bytes, from(i), to(i))) {
        throw new IllegalStateException("the scanner is not sure of item " + i);
      }
    }
  }

  private List<ItemContent> texts() throws IOException {
    bytes = new SyntheticTexts().stream(0, ITEMS).readAllBytes();
    cut();
    List<ItemContent> texts = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      if (scanner.scan(bytes, from(i), to(i))) {
        texts.add(new ItemContent.Text(scanner.text()));
      }
    }
    return texts;
  }

  private List<ItemContent> numbers() {
    var random = new SplittableRandom(4);
    var text = new StringBuilder();
    List<ItemContent> rows = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      text.append(isCsv() ? "d" + i : "{\"id\":\"d" + i + "\",\"v\":[");
      double[] values = new double[NUMBERS];
      for (int j = 0; j < NUMBERS; j++) {
        String number = String.format(Locale.ROOT, "%.6f", random.nextDouble(-1, 1));
        values[j] = Double.parseDouble(number);
        text.append(isCsv() || j > 0 ? "," : "").append(number);
      }
      text.append(isCsv() ? "\n" : "]}\n");
      rows.add(new ItemContent.Features(DenseVector.of(values)));
    }
    bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
    cut();
    List<String> columns = IntStream.range(0, NUMBERS).mapToObj(j -> "x" + j).toList();
    List<String> header = new ArrayList<>(List.of("id"));
    header.addAll(columns);
    scanner =
        isCsv()
            ? CsvLine.of(schema(new ContentColumns.FeatureColumns(columns)), header)
            : JsonLine.of(schema(new ContentColumns.EmbeddingColumn("v", NUMBERS)));
    return rows;
  }

  private void cut() {
    int line = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        starts[++line] = i + 1;
      }
    }
  }

  private static PoolSchema schema(ContentColumns content) {
    return new PoolSchema("id", content, 10_000);
  }

  boolean isCsv() {
    return kind.equals("csv-numbers");
  }

  byte[] bytes() {
    return bytes;
  }

  String text() {
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  /** Where an item's line begins in {@link #bytes}. */
  int from(int item) {
    return starts[item];
  }

  /** Where it ends, before its line break. */
  int to(int item) {
    return starts[item + 1] - 1;
  }

  LineScanner scanner() {
    return scanner;
  }

  CompiledScorer.Scorer scorer() {
    return scorer;
  }

  double[] row() {
    return row;
  }
}
