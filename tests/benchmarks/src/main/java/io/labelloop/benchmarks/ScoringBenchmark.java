package io.labelloop.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import io.labelloop.local.PoolScoring;
import io.labelloop.local.StoredModel;
import io.labelloop.numeric.ArgMax;
import io.labelloop.numeric.Vector;
import io.labelloop.pool.ContentColumns;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.JsonLine;
import io.labelloop.pool.PoolSchema;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

/**
 * Scores a pool of generated texts, from bytes to best candidates, with Labelloop or with Tribuo
 * alone.
 *
 * <p>{@code generate FILE FROM TO}; {@code agree MODEL FILE}; {@code labelloop MODEL FILE THREADS
 * RUNS}; {@code rows MODEL FILE RUNS}; {@code columns FILE RUNS}; {@code tribuo TRAINING FILE PAIRS
 * RUNS}. Times are printed as lines of name, threads, run, items, bytes, seconds on the clock,
 * seconds of a core of the whole process (its compiler and collector included); the first run is a
 * fresh JVM's.
 */
public final class ScoringBenchmark {
  private static final int TOP = 500;
  private static final int COMPARED = 5_000;

  private ScoringBenchmark() {}

  public static void main(String[] args) throws IOException {
    switch (args[0]) {
      case "generate" ->
          generate(Path.of(args[1]), Long.parseLong(args[2]), Long.parseLong(args[3]));
      case "agree" -> agree(StoredModel.read(Path.of(args[1])), Path.of(args[2]));
      case "labelloop" -> {
        StoredModel model = StoredModel.read(Path.of(args[1]));
        Path pool = Path.of(args[2]);
        int threads = Integer.parseInt(args[3]);
        time(
            "labelloop",
            threads,
            Integer.parseInt(args[4]),
            pool,
            () -> new PoolScoring(model, pool, TOP, Optional.empty()).run(threads).items());
      }
      case "rows" -> {
        StoredModel model = StoredModel.read(Path.of(args[1]));
        Path pool = Path.of(args[2]);
        time("rows", 1, Integer.parseInt(args[3]), pool, () -> new ParquetWork(pool).rows(model));
      }
      case "columns" -> {
        Path pool = Path.of(args[1]);
        time("columns", 1, Integer.parseInt(args[2]), pool, () -> new ParquetWork(pool).columns());
      }
      case "tribuo" -> {
        TribuoTexts tribuo = new TribuoTexts(Path.of(args[1]), Boolean.parseBoolean(args[3]));
        Path pool = Path.of(args[2]);
        System.err.printf(Locale.ROOT, "tribuo: accuracy %.3f%n", tribuo.accuracy(pool, COMPARED));
        time("tribuo", 1, Integer.parseInt(args[4]), pool, () -> tribuo.score(pool, TOP));
      }
      default ->
          throw new IllegalArgumentException(
              "the first argument must be generate, agree, labelloop, rows, columns or tribuo, but was '"
                  + args[0]
                  + "'");
    }
  }

  /** What is timed: returns the number of items. */
  private interface Work {
    long run() throws IOException;
  }

  private static void time(String name, int threads, int runs, Path pool, Work work)
      throws IOException {
    var system =
        Objects.requireNonNull(
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class), "no process times");
    for (int run = 0; run < runs; run++) {
      long start = System.nanoTime();
      long startCpu = system.getProcessCpuTime();
      long items = work.run();
      double cpu = (system.getProcessCpuTime() - startCpu) / 1e9;
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%s,%d,%d,%d,%d,%.4f,%.4f%n",
          name,
          threads,
          run,
          items,
          Files.size(pool),
          seconds,
          cpu);
    }
  }

  private static void generate(Path file, long from, long to) throws IOException {
    try (InputStream texts = new SyntheticTexts().stream(from, to);
        OutputStream out = Files.newOutputStream(file)) {
      texts.transferTo(out);
    }
  }

  /**
   * Compares the compiled scorer with Tribuo's {@code predict} of the same stored model on a file's
   * first items, and prints the largest difference of a probability and the accuracy.
   */
  private static void agree(StoredModel stored, Path pool) throws IOException {
    ObjectMapper json = new ObjectMapper();
    Model<Label> tribuo =
        Model.deserializeFromStream(new ByteArrayInputStream(stored.model().toBytes()))
            .castModel(Label.class);
    var scorer = stored.model().compile().orElseThrow().scorer();
    JsonLine scanner =
        JsonLine.of(
            new PoolSchema(
                stored.pool().id(),
                new ContentColumns.TextColumn("text"),
                stored.pool().maxTextLength()));
    double[] row = new double[stored.model().classes().size()];
    double largest = 0;
    int right = 0;
    try (BufferedReader lines = Files.newBufferedReader(pool)) {
      for (int i = 0; i < COMPARED; i++) {
        String line = lines.readLine();
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        if (!scanner.scan(bytes, 0, bytes.length)) {
          throw new IllegalStateException("the scanner is not sure of " + line);
        }
        scorer.probabilities(scanner, row);
        JsonNode item = json.readTree(line);
        Vector vector =
            stored.features().vectorOf(new ItemContent.Text(item.get("text").textValue()));
        ArrayExample<Label> example = new ArrayExample<>(new Label("c0"));
        vector.forEach(
            (index, value) -> example.add(new Feature(String.format("%010d", index), value)));
        var scores = tribuo.predict(example).getOutputScores();
        for (int k = 0; k < row.length; k++) {
          Label label = Objects.requireNonNull(scores.get(stored.model().classes().name(k)));
          largest = Math.max(largest, Math.abs(row[k] - label.getScore()));
        }
        right +=
            stored.model().classes().name(ArgMax.of(row)).equals(item.get("label").textValue())
                ? 1
                : 0;
      }
    }
    System.err.printf(
        Locale.ROOT,
        "labelloop: accuracy %.3f; largest difference from Tribuo's predict %.1e%n",
        (double) right / COMPARED,
        largest);
    if (!(largest <= 1e-6)) {
      throw new IllegalStateException("Labelloop and Tribuo disagree by " + largest);
    }
  }
}
