package io.labelloop.campaign;

import java.util.Arrays;
import java.util.Optional;

/** Reads how the accuracy is certified: the section {@code certification}. */
final class CertificationSpecReader {
  private CertificationSpecReader() {}

  static CertificationSpec read(FieldReader certification, WorkforceSpec workforce) {
    int annotations =
        certification.whole("annotationsPerItem", workforce.annotationsPerItem().max(), 1, 100);
    String claimFor =
        certification.oneOf(
            "claimFor",
            CertificationSpec.ClaimFor.POPULATION.label(),
            Arrays.stream(CertificationSpec.ClaimFor.values())
                .map(CertificationSpec.ClaimFor::label)
                .toList());
    Optional<CertificationSpec.Audit> audit = Optional.empty();
    if (certification.has("audit")) {
      FieldReader reader = certification.object("audit");
      audit =
          Optional.of(
              new CertificationSpec.Audit(
                  reader.number("share", 0.2, 0, false, 1, true),
                  reader.whole("annotationsPerItem", annotations, 1, 100)));
      reader.refuseUnknown();
    }
    int asked = annotations + audit.map(CertificationSpec.Audit::annotationsPerItem).orElse(0);
    workforce
        .simulated()
        .map(s -> s.annotators().stream().mapToInt(AnnotatorGroup::count).sum())
        .filter(count -> count < asked)
        .ifPresent(
            count ->
                certification.mistake(
                    "annotationsPerItem",
                    "and those of the audit need "
                        + asked
                        + " different annotators, since nobody answers twice, but there are "
                        + count));
    var spec =
        new CertificationSpec(
            certification.optionalWhole("size", 1, 10_000),
            annotations,
            CertificationSpec.ClaimFor.valueOf(claimFor.toUpperCase(java.util.Locale.ROOT)),
            certification.flag("perClass", false),
            audit);
    certification.refuseUnknown();
    return spec;
  }
}
