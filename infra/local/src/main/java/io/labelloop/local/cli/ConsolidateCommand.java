package io.labelloop.local.cli;

import io.labelloop.annotation.AnnotationFile;
import io.labelloop.annotation.AnnotationTable;
import io.labelloop.annotation.AnnotationsReader;
import io.labelloop.annotation.KnownLabels;
import io.labelloop.annotation.KnownLabelsReader;
import io.labelloop.consolidation.AnnotatorReports;
import io.labelloop.consolidation.ConsolidatedLabel;
import io.labelloop.consolidation.ConsolidationMethods;
import io.labelloop.consolidation.GoldLabels;
import io.labelloop.consolidation.MethodChoice;
import io.labelloop.consolidation.ReviewedConsolidation;
import io.labelloop.model.ClassLabels;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.LabelLine;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
      description = "CSV with the columns item, worker, label, and time if it is known")
  private Path annotations = Path.of("label.csv");

  @Option(
      names = "--labels",
      split = ",",
      paramLabel = "NAME",
      description = "the classes, if not those that the annotations use")
  private @Nullable List<String> labels;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      description = "the consolidation method, or auto (default: ${DEFAULT-VALUE})",
      defaultValue = "dawid-skene")
  private String method = "dawid-skene";

  @Option(
      names = "--gold",
      paramLabel = "FILE",
      description = "CSV with the columns item, truth: items whose label is known")
  private @Nullable Path gold;

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description =
          "CSV with the columns item, truth: prints the accuracy of the labels, gold items left out")
  private @Nullable Path truth;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "writes the labels as JSON Lines: item, label, confidence, annotations")
  private @Nullable Path out;

  @Option(
      names = "--annotators",
      paramLabel = "FILE",
      description = "writes a report on each annotator as JSON Lines")
  private @Nullable Path annotators;

  @Option(
      names = "--disputed",
      paramLabel = "FILE",
      description = "writes the items on which methods disagree as JSON Lines")
  private @Nullable Path disputed;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description = "writes the rows that cannot be used as JSON Lines (default: beside --out)")
  private @Nullable Path rejects;

  /** A line of the labels that are written. */
  record LabelRow(String item, String label, BigDecimal confidence, int annotations) {}

  /** A line of the disputed items that are written: each method's label. */
  record DisputedRow(String item, Map<String, String> labels) {}

  @Override
  public Integer call() throws IOException {
    long start = System.nanoTime();
    requireMethod();
    RejectedRows rejected = new RejectedRows();
    AnnotationFile file = readAnnotations();
    rejected.add(annotations, file.rejected());
    AnnotationTable table = file.table();
    Map<ItemId, Integer> goldClasses = readKnown("--gold", gold, file.labels(), table, rejected);
    Map<ItemId, Integer> truthClasses = readKnown("--truth", truth, file.labels(), table, rejected);
    // a clamped label is right by itself and would flatter the others
    truthClasses.keySet().removeAll(goldClasses.keySet());
    GoldLabels known = GoldLabels.of(goldClasses);
    ReviewedConsolidation review = ReviewedConsolidation.of(method, table, known);
    var result =
        new ConsolidationSummary(
            file, review, known.size(), accuracy(review, truthClasses), rejected.size());
    writeFiles(file, table, known, review, result);
    Optional<Path> rejectsFile = writeRejects(rejected);
    rejected.print(output.errors(), rejectsFile);
    result.printWarnings(output.errors(), Optional.ofNullable(disputed));
    result.print(output.words());
    double seconds = Math.round((System.nanoTime() - start) / 1e7) / 100.0;
    output.document(result.document(seconds, disputed != null));
    return ExitCode.DONE;
  }

  private void requireMethod() {
    if (method.equals(MethodChoice.AUTO)) {
      return;
    }
    try {
      ConsolidationMethods.named(method);
    } catch (IllegalArgumentException unknown) {
      throw new WrongInputException("--method: " + unknown.getMessage());
    }
  }

  private AnnotationFile readAnnotations() throws IOException {
    requireFile("--annotations", annotations);
    if (labels != null && labels.size() < 2) {
      throw new WrongInputException("--labels: a task has at least 2 classes, but got " + labels);
    }
    AnnotationsReader reader = new AnnotationsReader(Instant.now());
    try (Reader csv = Files.newBufferedReader(annotations)) {
      return labels == null ? reader.read(csv) : reader.read(csv, new ClassLabels(labels));
    } catch (IllegalArgumentException wrong) {
      throw new WrongInputException(annotations + ": " + wrong.getMessage());
    }
  }

  private static Map<ItemId, Integer> readKnown(
      String option,
      @Nullable Path file,
      ClassLabels labels,
      AnnotationTable table,
      RejectedRows rejected)
      throws IOException {
    if (file == null) {
      return new HashMap<>();
    }
    requireFile(option, file);
    try (Reader csv = Files.newBufferedReader(file)) {
      KnownLabels known = new KnownLabelsReader(labels, table.items()).read(csv);
      rejected.add(file, known.rejected());
      return new HashMap<>(known.classes());
    } catch (IllegalArgumentException wrong) {
      throw new WrongInputException(file + ": " + wrong.getMessage());
    }
  }

  private static Optional<Double> accuracy(
      ReviewedConsolidation review, Map<ItemId, Integer> truth) {
    var accuracy = review.consolidation().accuracy(truth);
    return accuracy.isPresent() ? Optional.of(accuracy.getAsDouble()) : Optional.empty();
  }

  private void writeFiles(
      AnnotationFile file,
      AnnotationTable table,
      GoldLabels known,
      ReviewedConsolidation review,
      ConsolidationSummary result)
      throws IOException {
    if (out != null) {
      write(out, review.consolidation().labels().stream().map(label -> row(file, label)));
    }
    if (disputed != null) {
      write(disputed, result.disputed());
    }
    if (annotators != null) {
      write(
          annotators,
          AnnotatorReports.of(table, known, review.consolidation(), file.annotations()).stream());
    }
  }

  private Optional<Path> writeRejects(RejectedRows rejected) throws IOException {
    Optional<Path> file =
        Optional.ofNullable(rejects).or(() -> Optional.ofNullable(out).map(RejectedRows::beside));
    if (file.isPresent() && rejects == null && rejected.size() == 0) {
      // what an earlier call left there would be taken for this one's
      Files.deleteIfExists(file.get());
      return Optional.empty();
    }
    if (file.isPresent()) {
      write(file.get(), rejected.stream());
    }
    return file;
  }

  private static <T> void write(Path file, Stream<T> rows) throws IOException {
    try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (T row : (Iterable<T>) rows::iterator) {
        bytes.write(JsonCodec.lines(List.of(row)));
      }
    }
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
        LabelLine.rounded(label.confidence()),
        label.annotations());
  }
}
