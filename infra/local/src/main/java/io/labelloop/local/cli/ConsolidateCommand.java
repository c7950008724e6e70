package io.labelloop.local.cli;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.labelloop.annotation.AnnotationFile;
import io.labelloop.annotation.AnnotationsReader;
import io.labelloop.consolidation.ConsolidatedLabel;
import io.labelloop.consolidation.Consolidation;
import io.labelloop.consolidation.ConsolidationMethod;
import io.labelloop.consolidation.ConsolidationMethods;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.document.JsonCodec;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes labels of recorded annotations. */
@Command(
    name = "consolidate",
    description = "Makes labels of annotations: rows of item, worker and label.",
    mixinStandardHelpOptions = true)
final class ConsolidateCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = "--annotations",
      required = true,
      paramLabel = "FILE",
      description = "CSV with the columns item, worker, label")
  private Path annotations = Path.of("label.csv");

  @Option(
      names = "--method",
      paramLabel = "NAME",
      description = "the consolidation method (default: ${DEFAULT-VALUE})",
      defaultValue = "dawid-skene")
  private String method = "dawid-skene";

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description = "CSV with the columns item, truth: prints the accuracy of the labels")
  private @Nullable Path truth;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "writes the labels as JSON Lines: item, label, confidence, annotations")
  private @Nullable Path out;

  /** What {@code --json} prints. */
  record Result(
      String method,
      int items,
      int annotators,
      int annotations,
      int classes,
      Optional<Double> accuracy,
      int iterations,
      boolean converged,
      int rejected,
      double seconds) {}

  /** A line of the labels that are written. */
  record LabelRow(String item, String label, BigDecimal confidence, int annotations) {}

  @Override
  public Integer call() throws IOException {
    long start = System.nanoTime();
    ConsolidationMethod consolidation = method();
    AnnotationFile file = readAnnotations();
    file.rejected()
        .forEach(
            row ->
                output
                    .errors()
                    .println("rejected: " + annotations + ":" + row.line() + ": " + row.reason()));
    Consolidation result = consolidation.consolidate(file.table());
    Optional<Double> accuracy =
        truth == null ? Optional.empty() : accuracy(result, readTruth(truth, file));
    if (out != null) {
      Files.write(out, JsonCodec.lines(result.labels().stream().map(l -> row(file, l)).toList()));
    }
    double seconds = Math.round((System.nanoTime() - start) / 1e7) / 100.0;
    var summary =
        new Result(
            consolidation.name(),
            result.labels().size(),
            result.annotators().size(),
            file.annotations().size(),
            file.labels().size(),
            accuracy,
            result.convergence().iterations(),
            result.convergence().converged(),
            file.rejected().size(),
            seconds);
    output
        .words()
        .printf(
            Locale.ROOT,
            "%s: %,d items, %,d annotators, %,d annotations, %d classes; %d iterations%s%s%n",
            summary.method(),
            summary.items(),
            summary.annotators(),
            summary.annotations(),
            summary.classes(),
            summary.iterations(),
            summary.converged() ? "" : " (not converged)",
            accuracy.map(a -> String.format(Locale.ROOT, "; accuracy %.3f", a)).orElse(""));
    output.document(summary);
    return ExitCode.DONE;
  }

  private ConsolidationMethod method() {
    try {
      return ConsolidationMethods.named(method);
    } catch (IllegalArgumentException unknown) {
      throw new WrongInputException("--method: " + unknown.getMessage());
    }
  }

  private AnnotationFile readAnnotations() throws IOException {
    requireFile("--annotations", annotations);
    try (Reader csv = Files.newBufferedReader(annotations)) {
      return new AnnotationsReader().read(csv);
    } catch (IllegalArgumentException wrong) {
      throw new WrongInputException(annotations + ": " + wrong.getMessage());
    }
  }

  private static Map<ItemId, Integer> readTruth(Path truth, AnnotationFile file)
      throws IOException {
    requireFile("--truth", truth);
    var labels = new HashMap<ItemId, Integer>();
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(truth)) {
      for (NamedCsvRecord row : rows) {
        List<String> header = row.getHeader();
        if (!header.contains("item") || !header.contains("truth")) {
          throw new WrongInputException(
              truth + " needs the columns item and truth, but has " + header);
        }
        String label = row.getField("truth").strip();
        labels.put(new ItemId(row.getField("item")), file.labels().indexOf(label).orElse(-1));
      }
    }
    return labels;
  }

  private static Optional<Double> accuracy(Consolidation result, Map<ItemId, Integer> truth) {
    var accuracy = result.accuracy(truth);
    return accuracy.isPresent() ? Optional.of(accuracy.getAsDouble()) : Optional.empty();
  }

  private static void requireFile(String option, Path file) {
    if (!Files.isRegularFile(file)) {
      throw new WrongInputException(option + ": there is no file '" + file + "'");
    }
  }

  private static LabelRow row(AnnotationFile file, ConsolidatedLabel label) {
    return new LabelRow(
        label.item().value(),
        file.labels().name(label.label()),
        BigDecimal.valueOf(label.confidence()).setScale(6, RoundingMode.HALF_EVEN),
        label.annotations());
  }
}
