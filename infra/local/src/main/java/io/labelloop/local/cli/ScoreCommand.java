package io.labelloop.local.cli;

import io.labelloop.local.PoolScoring;
import io.labelloop.local.StoredModel;
import io.labelloop.pool.RejectedLine;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.LabelLine;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scores a pool with a model that a campaign left. */
@Command(
    name = "score",
    description =
        "Scores a pool with a campaign's model: the items to ask about, or predictions of all.",
    mixinStandardHelpOptions = true)
final class ScoreCommand implements Callable<Integer> {
  // more would drown what else is said
  private static final int PRINTED_REJECTS = 20;

  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "MODEL",
      description = "a campaign's folder, or a model.tribuo in it")
  private @Nullable Path model;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "POOL",
      description = "a file or a folder with the columns of that campaign's pool")
  private @Nullable Path pool;

  @Option(names = "--model", paramLabel = "MODEL", description = "the same as the first argument")
  private @Nullable Path modelOption;

  @Option(names = "--pool", paramLabel = "POOL", description = "the same as the second argument")
  private @Nullable Path poolOption;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "how many items to name whose label would tell most (default: ${DEFAULT-VALUE})")
  private int top = 10;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "how many cores to use (default: all)")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "writes a prediction for every item as JSON Lines: id, label, confidence")
  private @Nullable Path out;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description = "writes the lines that are no items as JSON Lines")
  private @Nullable Path rejects;

  /** What {@code --json} prints. */
  record Document(
      long items,
      long rejected,
      long bytes,
      double seconds,
      int threads,
      String model,
      List<Candidate> best) {}

  /** An item to ask about. */
  record Candidate(String id, BigDecimal score, String label, BigDecimal confidence) {}

  @Override
  public Integer call() throws IOException {
    long start = System.nanoTime();
    Path modelPath = required("MODEL", model, modelOption);
    Path poolPath = required("POOL", pool, poolOption);
    requireNumbers();
    StoredModel stored;
    try {
      stored = StoredModel.read(modelPath);
    } catch (IllegalArgumentException wrong) {
      throw new WrongInputException(String.valueOf(wrong.getMessage()));
    }
    PoolScoring.Result result = score(stored, poolPath);
    double seconds = Math.round((System.nanoTime() - start) / 1e6) / 1e3;
    printRejects(result);
    if (result.items() == 0) {
      throw new WrongInputException(
          poolPath + " has no usable item: all " + result.rejected() + " lines were rejected");
    }
    print(result, seconds);
    output.document(
        new Document(
            result.items(),
            result.rejected(),
            result.bytes(),
            seconds,
            threads,
            stored.file().toString(),
            result.best().stream().map(ScoreCommand::candidate).toList()));
    return ExitCode.DONE;
  }

  private static Path required(String name, @Nullable Path argument, @Nullable Path option) {
    if (argument != null && option != null) {
      throw new WrongInputException(name + " came twice: '" + argument + "' and '" + option + "'");
    }
    Path given = argument != null ? argument : option;
    if (given == null) {
      throw new WrongInputException(
          name + " is missing: labelloop score MODEL POOL [--top N] [--out FILE]");
    }
    if (!Files.exists(given)) {
      throw new WrongInputException(name + ": there is no '" + given + "'");
    }
    return given;
  }

  private void requireNumbers() {
    if (top < 0) {
      throw new WrongInputException("--top: must be at least 0, but was " + top);
    }
    if (threads < 1 || threads > 1024) {
      throw new WrongInputException("--threads: must be 1 to 1024, but was " + threads);
    }
  }

  private PoolScoring.Result score(StoredModel stored, Path poolPath) throws IOException {
    Path file = out;
    if (file == null) {
      return new PoolScoring(stored, poolPath, top, Optional.empty()).run(threads);
    }
    try (OutputStream lines = new BufferedOutputStream(Files.newOutputStream(file))) {
      return new PoolScoring(stored, poolPath, top, Optional.of(lines)).run(threads);
    }
  }

  private static Candidate candidate(PoolScoring.Best best) {
    return new Candidate(
        best.id().value(),
        LabelLine.rounded(best.score()),
        best.label(),
        LabelLine.rounded(best.confidence()));
  }

  private void printRejects(PoolScoring.Result result) throws IOException {
    PrintWriter errors = output.errors();
    result.rejects().stream()
        .limit(PRINTED_REJECTS)
        .forEach(
            line ->
                errors.println(
                    "rejected: " + line.key() + ":" + line.line() + ": " + line.message()));
    if (result.rejected() > PRINTED_REJECTS) {
      errors.println("rejected: " + (result.rejected() - PRINTED_REJECTS) + " more lines");
    }
    if (rejects != null) {
      try (OutputStream lines = new BufferedOutputStream(Files.newOutputStream(rejects))) {
        for (RejectedLine line : result.rejects()) {
          lines.write(JsonCodec.lines(List.of(line)));
        }
      }
    }
  }

  private void print(PoolScoring.Result result, double seconds) {
    PrintWriter words = output.words();
    words.println(
        String.format(
            Locale.ROOT,
            "%,d items in %.1f s: %,.0f items/s, %.1f MB/s",
            result.items(),
            seconds,
            result.items() / Math.max(seconds, 1e-3),
            result.bytes() / 1e6 / Math.max(seconds, 1e-3)));
    if (!result.best().isEmpty()) {
      words.println("ask about (margin score, most probable label):");
    }
    for (PoolScoring.Best best : result.best()) {
      words.println(
          String.format(
              Locale.ROOT,
              "  %.4f  %s (%.3f)  %s",
              best.score(),
              best.label(),
              best.confidence(),
              best.id()));
    }
    if (out != null) {
      words.println("predictions: " + out);
    }
  }
}
