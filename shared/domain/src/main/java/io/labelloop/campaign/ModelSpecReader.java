package io.labelloop.campaign;

/** Reads what learns: the section {@code model}. */
final class ModelSpecReader {
  private ModelSpecReader() {}

  static ModelSpec read(FieldReader model, KnownNames names) {
    var spec = new ModelSpec(model.oneOf("trainer", "logistic-regression", names.trainers()));
    model.refuseUnknown();
    return spec;
  }
}
