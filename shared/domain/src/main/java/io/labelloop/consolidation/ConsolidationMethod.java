package io.labelloop.consolidation;

import io.labelloop.annotation.AnnotationTable;

/**
 * Estimates the true label of each annotated item, and how good each annotator is.
 *
 * <p>The result depends on the annotations alone, not on their order.
 */
public interface ConsolidationMethod {
  /** The name in campaign files, such as {@code dawid-skene}. */
  String name();

  /** Raised whenever a release makes other labels of the same answers. */
  default int version() {
    return 1;
  }

  /**
   * Consolidates all items of a table; an empty table gives an empty result.
   *
   * @param gold items of known class; those without an annotation play no part
   */
  Consolidation consolidate(AnnotationTable table, GoldLabels gold);

  /** Consolidates without gold items. */
  default Consolidation consolidate(AnnotationTable table) {
    return consolidate(table, GoldLabels.NONE);
  }
}
