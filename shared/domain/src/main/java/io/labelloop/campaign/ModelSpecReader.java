package io.labelloop.campaign;

/** Reads what learns: the section {@code model}. */
final class ModelSpecReader {
  private ModelSpecReader() {}

  static ModelSpec read(FieldReader model, KnownNames names, TaskType task) {
    String trainer =
        task == TaskType.SEQUENCE
            ? TaskNames.read(
                model,
                "trainer",
                names.sequenceTrainers(),
                names.trainers(),
                TaskType.CLASSIFICATION)
            : TaskNames.read(
                model, "trainer", names.trainers(), names.sequenceTrainers(), TaskType.SEQUENCE);
    var spec = new ModelSpec(trainer);
    model.refuseUnknown();
    return spec;
  }
}
