package io.labelloop.campaign;

/** Reads what automatic labels must hold: the section {@code autoLabel}. */
final class AutoLabelSpecReader {
  private AutoLabelSpecReader() {}

  static AutoLabelSpec read(FieldReader autoLabel, WorkforceSpec workforce) {
    autoLabel.require("precision", "the precision that automatic labels must have, such as 0.97");
    if (autoLabel.get("precision").isNumber() && autoLabel.get("precision").doubleValue() == 1) {
      autoLabel.mistake(
          "precision",
          "must be below 1: no audit short of all items shows that none of them is wrong");
    } else {
      autoLabel.number("precision", 0.95, 0.5, false, 1, false);
    }
    var spec =
        new AutoLabelSpec(
            autoLabel.get("precision").asDouble(0.95),
            autoLabel.number("confidence", 0.95, 0.5, false, 1, false),
            autoLabel.flag("perClass", false),
            autoLabel.whole("annotationsPerItem", workforce.annotationsPerItem().max(), 1, 100));
    autoLabel.refuseUnknown();
    return spec;
  }
}
