package io.labelloop.annotation;

import io.labelloop.model.ClassLabels;
import java.util.List;

/**
 * What a file of annotations held.
 *
 * @param labels the classes, given or discovered
 * @param annotations the good rows, in the order of the file; no annotator twice about an item
 * @param rejected the other rows
 */
public record AnnotationFile(
    ClassLabels labels, List<Annotation> annotations, List<RejectedRow> rejected) {
  /**
   * A row that could not be used.
   *
   * @param line of the file, counted from 1
   */
  public record RejectedRow(long line, String reason) {}

  public AnnotationFile {
    annotations = List.copyOf(annotations);
    rejected = List.copyOf(rejected);
  }

  /** The annotations as consolidation reads them. */
  public AnnotationTable table() {
    return AnnotationTable.of(annotations, labels.size());
  }
}
