package io.labelloop.benchmarks;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotationTable;
import io.labelloop.consolidation.ConsolidatedLabel;
import io.labelloop.consolidation.Consolidation;
import io.labelloop.consolidation.ConsolidationMethod;
import io.labelloop.consolidation.ConsolidationMethods;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Times a consolidation method on a million simulated answers, or writes these answers, or a
 * method's labels.
 *
 * <p>{@code answers FILE}; {@code labels METHOD FILE}; {@code time METHOD RUNS}: prints a line for
 * each run with its seconds, the seconds that its thread had a core, and its iterations; the first
 * run is a fresh JVM's.
 */
public final class ConsolidationBenchmark {
  private ConsolidationBenchmark() {}

  public static void main(String[] args) throws IOException {
    List<Annotation> answers = SimulatedAnswers.million();
    switch (args[0]) {
      case "answers" -> writeAnswers(answers, Path.of(args[1]));
      case "labels" -> {
        AnnotationTable table = AnnotationTable.of(answers, SimulatedAnswers.CLASSES);
        writeLabels(ConsolidationMethods.named(args[1]).consolidate(table), Path.of(args[2]));
      }
      case "time" -> time(answers, ConsolidationMethods.named(args[1]), Integer.parseInt(args[2]));
      default ->
          throw new IllegalArgumentException(
              "the first argument must be answers, labels or time, but was '" + args[0] + "'");
    }
  }

  private static void time(List<Annotation> answers, ConsolidationMethod method, int runs) {
    AnnotationTable table = AnnotationTable.of(answers, SimulatedAnswers.CLASSES);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (int run = 0; run < runs; run++) {
      long start = System.nanoTime();
      long startCpu = threads.getCurrentThreadCpuTime();
      Consolidation result = method.consolidate(table);
      double cpuSeconds = (threads.getCurrentThreadCpuTime() - startCpu) / 1e9;
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%s,%d,%.4f,%.4f,%d,%b%n",
          method.name(),
          run,
          seconds,
          cpuSeconds,
          result.convergence().iterations(),
          result.convergence().converged());
    }
  }

  private static void writeAnswers(List<Annotation> answers, Path file) throws IOException {
    try (BufferedWriter csv = Files.newBufferedWriter(file)) {
      csv.write("item,worker,label\n");
      for (Annotation answer : answers) {
        csv.write(answer.item() + "," + answer.annotator() + "," + answer.label() + "\n");
      }
    }
  }

  private static void writeLabels(Consolidation result, Path file) throws IOException {
    try (BufferedWriter csv = Files.newBufferedWriter(file)) {
      csv.write("item,label,confidence\n");
      for (ConsolidatedLabel label : result.labels()) {
        csv.write(label.item() + "," + label.label() + "," + label.confidence() + "\n");
      }
    }
  }
}
