package io.labelloop.campaign;

/** Reads how the accuracy is certified: the section {@code certification}. */
final class CertificationSpecReader {
  private CertificationSpecReader() {}

  static CertificationSpec read(FieldReader certification, WorkforceSpec workforce) {
    var spec =
        new CertificationSpec(
            certification.optionalWhole("size", 1, 10_000),
            certification.whole(
                "annotationsPerItem", workforce.annotationsPerItem().max(), 1, 100));
    certification.refuseUnknown();
    return spec;
  }
}
