package io.labelloop.campaign;

/** Reads how answers become labels: the section {@code consolidation}. */
final class ConsolidationSpecReader {
  private ConsolidationSpecReader() {}

  static ConsolidationSpec read(FieldReader consolidation) {
    var spec =
        new ConsolidationSpec(
            consolidation.oneOf(
                "method", ConsolidationSpec.METHODS.getFirst(), ConsolidationSpec.METHODS));
    consolidation.refuseUnknown();
    return spec;
  }
}
