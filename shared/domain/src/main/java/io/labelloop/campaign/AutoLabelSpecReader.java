package io.labelloop.campaign;

/** Reads what automatic labels must hold: the section {@code autoLabel}. */
final class AutoLabelSpecReader {
  private AutoLabelSpecReader() {}

  static AutoLabelSpec read(FieldReader autoLabel) {
    autoLabel.require("precision", "the precision that automatic labels must have, such as 0.97");
    var spec =
        new AutoLabelSpec(
            autoLabel.number("precision", 0.95, 0.5, false, 1, false),
            autoLabel.number("confidence", 0.95, 0.5, false, 1, false));
    autoLabel.refuseUnknown();
    return spec;
  }
}
