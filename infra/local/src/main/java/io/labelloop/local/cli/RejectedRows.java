package io.labelloop.local.cli;

import io.labelloop.annotation.AnnotationFile.RejectedRow;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rows of several files that could not be used. */
final class RejectedRows {
  // more would drown what else is said
  private static final int PRINTED = 20;

  private final List<Rejected> rows = new ArrayList<>();

  /** A row that could not be used, and why. */
  record Rejected(String file, long line, String reason) {}

  void add(Path file, List<RejectedRow> rejected) {
    rejected.forEach(row -> rows.add(new Rejected(file.toString(), row.line(), row.reason())));
  }

  int size() {
    return rows.size();
  }

  Stream<Rejected> stream() {
    return rows.stream();
  }

  /** The file for rejected rows that belongs to a file of labels: {@code a.rejected.jsonl}. */
  static Path beside(Path out) {
    String name = out.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return out.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".rejected.jsonl");
  }

  /** Prints the first of them, and where all are. */
  void print(PrintWriter errors, Optional<Path> file) {
    rows.stream()
        .limit(PRINTED)
        .forEach(
            row ->
                errors.println("rejected: " + row.file() + ":" + row.line() + ": " + row.reason()));
    if (rows.size() > PRINTED) {
      errors.println("rejected: " + (rows.size() - PRINTED) + " more rows");
    }
    if (!rows.isEmpty()) {
      file.ifPresent(path -> errors.println("all rejected rows: " + path));
    }
  }
}
