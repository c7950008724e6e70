package io.labelloop.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Reads what learns: the section {@code model}. */
final class ModelSpecReader {
  private static final int DEFAULT_MEMBERS = 5;
  private static final int MOST_MEMBERS = 100;
  private static final int USUAL_VALIDATION = 100;

  private ModelSpecReader() {}

  static ModelSpec read(FieldReader model, KnownNames names, TaskType task) {
    boolean search = model.flag("search", false);
    if (search && task == TaskType.SEQUENCE) {
      model.mistake("search", "is for tasks of the type 'classification' only");
    }
    Optional<String> startFrom =
        model.has("startFrom") ? Optional.of(model.text("startFrom", "?")) : Optional.empty();
    if (startFrom.isPresent() && task == TaskType.SEQUENCE) {
      model.mistake("startFrom", "is for tasks of the type 'classification' only");
    }
    if (startFrom.filter(location -> location.contains("://")).isPresent()) {
      model.mistake(
          "startFrom",
          "must be the folder of an earlier campaign in the bucket of the campaign file, relative to"
              + " it or, with '/' in front, from the bucket's root, but was '"
              + startFrom.get()
              + "'");
    }
    OptionalInt selfTraining = selfTraining(model, task);
    TrainerSpec trainer = trainer(model, names, task);
    refuseUnadaptable(model, trainer, names);
    var spec = new ModelSpec(trainer, search, startFrom, selfTraining);
    model.refuseUnknown();
    return spec;
  }

  private static OptionalInt selfTraining(FieldReader model, TaskType task) {
    JsonNode given = model.get("selfTraining");
    if (given.isMissingNode() || (given.isBoolean() && !given.booleanValue())) {
      return OptionalInt.empty();
    }
    if (task == TaskType.SEQUENCE) {
      model.mistake("selfTraining", "is for tasks of the type 'classification' only");
      return OptionalInt.empty();
    }
    if (given.isBoolean()) {
      return OptionalInt.of(USUAL_VALIDATION);
    }
    if (!given.isObject()) {
      model.mistake(
          "selfTraining",
          "must be true, false or {\"validation\": 100}, but was " + FieldReader.shown(given));
      return OptionalInt.empty();
    }
    FieldReader reader = model.object("selfTraining");
    int validation = reader.whole("validation", USUAL_VALIDATION, 20, 5_000);
    reader.refuseUnknown();
    return OptionalInt.of(validation);
  }

  /** Notes a mistake if the trainer can take neither a prior nor weighted guesses. */
  private static void refuseUnadaptable(FieldReader model, TrainerSpec trainer, KnownNames names) {
    boolean adapts =
        !trainer.isCommittee() && names.fit().adaptable().contains(trainer.names().getFirst());
    for (String field : List.of("startFrom", "selfTraining")) {
      boolean wanted = model.has(field) && !model.get(field).toString().equals("false");
      if (wanted && !adapts) {
        model.mistake(
            field,
            "is for "
                + String.join(" and ", new TreeSet<>(names.fit().adaptable()))
                + ", but /model/trainer is "
                + trainer.inWords());
      }
    }
  }

  private static TrainerSpec trainer(FieldReader model, KnownNames names, TaskType task) {
    if (task == TaskType.SEQUENCE) {
      return TrainerSpec.named(
          TaskNames.read(
              model,
              "trainer",
              names.sequenceTrainers(),
              names.trainers(),
              TaskType.CLASSIFICATION));
    }
    JsonNode given = model.get("trainer");
    TrainerSpec spec =
        given.isObject()
            ? committee(model.object("trainer"), names)
            : TrainerSpec.named(
                TaskNames.read(
                    model,
                    "trainer",
                    names.trainers(),
                    names.sequenceTrainers(),
                    TaskType.SEQUENCE));
    names
        .fit()
        .unavailable()
        .forEach(
            (name, why) -> {
              if (spec.names().contains(name)) {
                var others = new ArrayList<>(names.trainers());
                others.removeAll(names.fit().unavailable().keySet());
                model.mistake(
                    "trainer",
                    "cannot be '"
                        + name
                        + "' here: "
                        + why
                        + "; there are "
                        + String.join(", ", others));
              }
            });
    return spec;
  }

  private static TrainerSpec committee(FieldReader reader, KnownNames names) {
    reader.require("committee", "the trainers of its members: [\"logistic-regression\"]");
    JsonNode given = reader.get("committee");
    var of = new ArrayList<String>();
    for (JsonNode name : given.isArray() ? given : List.of(given)) {
      String known = name.isMissingNode() ? "" : reader.name("committee", name, names.trainers());
      if (!known.isEmpty()) {
        of.add(known);
      }
    }
    int members = reader.whole("members", Math.max(DEFAULT_MEMBERS, of.size()), 2, MOST_MEMBERS);
    if (members < of.size()) {
      reader.mistake(
          "members",
          "must be at least the number of trainers, " + of.size() + ", but was " + members);
    }
    reader.refuseUnknown();
    return of.isEmpty()
        ? TrainerSpec.named(names.trainers().getFirst())
        : new TrainerSpec(of, members);
  }

  /** Notes a mistake if a strategy is for linear models and the trainer makes others. */
  static void refuseMisfit(
      FieldReader query, TrainerSpec trainer, StrategySpec strategy, TrainerFit fit) {
    Set<String> needing = fit.misfits(trainer, strategy);
    if (!needing.isEmpty()) {
      query.mistake(
          "strategy",
          "does not fit the trainer: "
              + String.join(", ", needing)
              + " is for linear models, which "
              + String.join(" and ", new TreeSet<>(fit.linear()))
              + " train, but /model/trainer is "
              + trainer.inWords());
    }
  }
}
