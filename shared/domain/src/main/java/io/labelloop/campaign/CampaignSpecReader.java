package io.labelloop.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.labelloop.budget.Money;
import io.labelloop.model.ClassLabels;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads a campaign file and names every mistake in it at once. */
public final class CampaignSpecReader {
  /** The largest campaign file, in bytes: what a state machine's payload may have. */
  public static final int MAX_BYTES = 262_144;

  private static final int MAX_LABELS = 1_000;
  private static final int MAX_LABEL_LENGTH = 256;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final KnownNames names;

  public CampaignSpecReader(KnownNames names) {
    this.names = names;
  }

  /** What reading came to. */
  public sealed interface Reading {
    /** The file is right; warnings say what may not be meant. */
    record Valid(CampaignSpec spec, List<Finding> warnings) implements Reading {}

    /** The file has mistakes; all of them are here. */
    record Invalid(List<Finding> mistakes) implements Reading {}
  }

  /**
   * Reads a campaign file.
   *
   * @param fileName for messages only
   */
  public Reading read(byte[] content, String fileName) {
    if (content.length > MAX_BYTES) {
      return unreadable(
          fileName + " must have at most " + MAX_BYTES + " bytes, but had " + content.length);
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      return unreadable(fileName + " must be UTF-8, but has bytes that are not; save it as UTF-8");
    }
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return unreadable(
          fileName
              + (e.getLocation() == null
                  ? ""
                  : ":" + e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr())
              + " is not JSON: "
              + e.getOriginalMessage());
    }
    if (!root.isObject()) {
      return unreadable(fileName + " must hold a JSON object, but held " + FieldReader.shown(root));
    }
    var mistakes = new ArrayList<Finding>();
    CampaignSpec spec = spec(new FieldReader(root, "", mistakes));
    return mistakes.isEmpty()
        ? new Reading.Valid(spec, warnings(spec))
        : new Reading.Invalid(List.copyOf(mistakes));
  }

  private static Reading unreadable(String message) {
    return new Reading.Invalid(List.of(new Finding("", message, Optional.empty())));
  }

  private CampaignSpec spec(FieldReader root) {
    root.require(
        "task", "the labels and the question: {\"labels\": [\"a\", \"b\"], \"question\": \"...\"}");
    root.require("pool", "where the items are: {\"location\": \"pool.jsonl\"}");
    root.require("workforce", "who answers: {\"type\": \"simulated\", ...}");
    root.require("stop", "at least one stop rule: {\"accuracy\": {\"target\": 0.95}}");
    Task task = task(root.object("task"));
    PoolSpec pool = PoolSpecReader.read(root.object("pool"));
    ModelSpec model = model(root.object("model"));
    QuerySpec query = query(root.object("query"));
    WorkforceSpec workforce = workforce(root.object("workforce"), task.labels().size());
    StopSpec stop =
        StopSpecReader.read(
            root.object("stop"), task.labels().size(), workforce.pricePerAnnotation());
    CertificationSpec certification = certification(root.object("certification"), workforce);
    Optional<AutoLabelSpec> autoLabel =
        root.has("autoLabel") ? Optional.of(autoLabel(root.object("autoLabel"))) : Optional.empty();
    JsonNode seed = root.get("seed");
    if (!seed.isMissingNode() && !(seed.isIntegralNumber() && seed.canConvertToLong())) {
      root.mistake("seed", "must be a whole number of 64 bits, but was " + FieldReader.shown(seed));
    }
    Optional<CampaignId> name = Optional.empty();
    if (root.has("name")) {
      try {
        name = Optional.of(new CampaignId(root.text("name", "campaign")));
      } catch (IllegalArgumentException wrong) {
        root.mistake("name", String.valueOf(wrong.getMessage()));
      }
    }
    root.refuseUnknown();
    return new CampaignSpec(
        task, pool, model, query, workforce, stop, certification, autoLabel, name, seed.asLong(0));
  }

  private static Task task(FieldReader task) {
    String type = task.oneOf("type", "classification", List.of("classification", "sequence"));
    if (type.equals("sequence")) {
      task.mistake("type", "'sequence' is not in this version; 'classification' is");
    }
    task.require("labels", "at least 2 labels: [\"ham\", \"spam\"]");
    var labels = new ArrayList<String>();
    if (task.has("labels")) {
      var seen = new HashSet<String>();
      List<String> given = task.texts("labels");
      for (int i = 0; i < given.size(); i++) {
        String label = given.get(i);
        if (label.length() > MAX_LABEL_LENGTH || label.chars().anyMatch(Character::isISOControl)) {
          task.mistake(
              "labels/" + i,
              "must have at most " + MAX_LABEL_LENGTH + " characters and no control characters");
        } else if (!seen.add(label)) {
          task.mistake(
              "labels/" + i, "must differ from the other labels, but '" + label + "' came before");
        } else {
          labels.add(label);
        }
      }
      if (given.size() < 2 || given.size() > MAX_LABELS) {
        task.mistake("labels", "must be 2 to " + MAX_LABELS + " labels, but were " + given.size());
      }
    }
    String question = task.text("question", "Which label fits?");
    task.refuseUnknown();
    return new Task(
        TaskType.CLASSIFICATION,
        new ClassLabels(labels.size() < 2 ? List.of("a", "b") : labels),
        question);
  }

  private ModelSpec model(FieldReader model) {
    var spec = new ModelSpec(model.oneOf("trainer", "logistic-regression", names.trainers()));
    model.refuseUnknown();
    return spec;
  }

  private QuerySpec query(FieldReader query) {
    String strategy = query.oneOf("strategy", "margin-cluster", names.strategies());
    int batchSize = query.whole("batchSize", 50, 1, 10_000);
    double randomShare = query.number("randomShare", 0.1, 0, true, 1, true);
    FieldReader seedSet = query.object("seedSet");
    int size = seedSet.whole("size", batchSize, 1, 10_000);
    String method = seedSet.oneOf("method", "typical", names.seedSets());
    seedSet.refuseUnknown();
    query.refuseUnknown();
    return new QuerySpec(strategy, batchSize, randomShare, new SeedSetSpec(size, method));
  }

  private static WorkforceSpec workforce(FieldReader workforce, int classes) {
    workforce.require("type", "portal, ground-truth, mechanical-turk or simulated");
    String type =
        workforce.oneOf(
            "type", "simulated", List.of("portal", "ground-truth", "mechanical-turk", "simulated"));
    workforce.require("pricePerAnnotation", "the price of one answer: \"0.04 USD\"");
    Money price = workforce.money("pricePerAnnotation").orElse(Money.parse("0.01 USD"));
    Redundancy redundancy = redundancy(workforce);
    Optional<SimulatedSpec> simulated = Optional.empty();
    if (type.equals("simulated")) {
      simulated = Optional.of(SimulatedSpecReader.read(workforce, classes));
      int count = simulated.get().annotators().stream().mapToInt(AnnotatorGroup::count).sum();
      if (count < redundancy.max()) {
        workforce.mistake(
            "annotators",
            "must be at least annotationsPerItem.max ("
                + redundancy.max()
                + "), since nobody answers twice, but were "
                + count);
      }
    }
    workforce.refuseUnknown();
    WorkforceType named =
        List.of(WorkforceType.values()).stream()
            .filter(t -> t.label().equals(type))
            .findFirst()
            .orElse(WorkforceType.SIMULATED);
    return new WorkforceSpec(named, price, redundancy, simulated);
  }

  private static Redundancy redundancy(FieldReader workforce) {
    if (workforce.get("annotationsPerItem").isIntegralNumber()) {
      int fixed = workforce.whole("annotationsPerItem", 1, 1, 100);
      return new Redundancy(fixed, fixed, 0.95);
    }
    FieldReader reader = workforce.object("annotationsPerItem");
    int min = reader.whole("min", 1, 1, 100);
    int max = reader.whole("max", Math.max(3, min), 1, 100);
    if (min > max) {
      reader.mistake("min", "must be at most max (" + max + "), but was " + min);
    }
    double confidence = reader.number("confidence", 0.95, 0.5, false, 1, false);
    reader.refuseUnknown();
    return new Redundancy(min, Math.max(min, max), confidence);
  }

  private static CertificationSpec certification(
      FieldReader certification, WorkforceSpec workforce) {
    var spec =
        new CertificationSpec(
            certification.optionalWhole("size", 1, 10_000),
            certification.whole(
                "annotationsPerItem", workforce.annotationsPerItem().max(), 1, 100));
    certification.refuseUnknown();
    return spec;
  }

  private static AutoLabelSpec autoLabel(FieldReader autoLabel) {
    autoLabel.require("precision", "the precision that automatic labels must have, such as 0.97");
    var spec =
        new AutoLabelSpec(
            autoLabel.number("precision", 0.95, 0.5, false, 1, false),
            autoLabel.number("confidence", 0.95, 0.5, false, 1, false));
    autoLabel.refuseUnknown();
    return spec;
  }

  private static List<Finding> warnings(CampaignSpec spec) {
    var warnings = new ArrayList<Finding>();
    if (spec.autoLabel().isPresent()) {
      warnings.add(
          new Finding(
              "/autoLabel",
              "automatic labels need audits that this version does not make: nothing is labeled automatically",
              Optional.empty()));
    }
    if (spec.stop().budget().isEmpty()) {
      warnings.add(
          new Finding(
              "/stop/budget",
              "is not given: nothing limits what the campaign may spend",
              Optional.empty()));
    }
    return warnings;
  }
}
