package io.labelloop.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.labelloop.pool.PoolFormat;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a campaign file and names every mistake in it at once. */
public final class CampaignSpecReader {
  /** The largest campaign file, in bytes: what a state machine's payload may have. */
  public static final int MAX_BYTES = 262_144;

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
    Task task = TaskReader.read(root.object("task"));
    PoolSpec pool = PoolSpecReader.read(root.object("pool"), task.type());
    ModelSpec model = ModelSpecReader.read(root.object("model"), names, task.type());
    QuerySpec query = QuerySpecReader.read(root.object("query"), names, task.type());
    ModelSpecReader.refuseMisfit(
        root.object("query"), model.trainer(), query.strategy(), names.fit());
    WorkforceSpec workforce = WorkforceSpecReader.read(root.object("workforce"), task);
    StopSpec stop =
        StopSpecReader.read(root.object("stop"), task.answers(), workforce.pricePerAnnotation());
    ConsolidationSpec consolidation = ConsolidationSpecReader.read(root.object("consolidation"));
    CertificationSpec certification =
        CertificationSpecReader.read(root.object("certification"), workforce);
    Optional<AutoLabelSpec> autoLabel =
        root.has("autoLabel")
            ? Optional.of(AutoLabelSpecReader.read(root.object("autoLabel"), workforce))
            : Optional.empty();
    refuseForSequences(root, task, workforce, consolidation, certification);
    if (pool.growing()) {
      refuseForGrowingPools(root, certification);
    }
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
    if (workforce.type() == WorkforceType.GROUND_TRUTH) {
      checkGroundTruth(root, pool, certification);
    }
    if (workforce.type() == WorkforceType.MECHANICAL_TURK) {
      pool = withoutKeysOfPictures(root, pool);
    }
    root.refuseUnknown();
    return new CampaignSpec(
        task,
        pool,
        model,
        query,
        workforce,
        stop,
        consolidation,
        certification,
        autoLabel,
        name,
        seed.asLong(0));
  }

  private static void checkGroundTruth(
      FieldReader root, PoolSpec pool, CertificationSpec certification) {
    if (pool.maxTextLength() > GroundTruthSpecReader.MAX_TEXT) {
      root.object("pool")
          .mistake(
              "maxTextLength",
              "must be at most "
                  + GroundTruthSpecReader.MAX_TEXT
                  + " for ground-truth, but was "
                  + pool.maxTextLength());
    }
    if (certification.annotationsPerItem() > GroundTruthSpecReader.MAX_WORKERS) {
      root.object("certification")
          .mistake(
              "annotationsPerItem",
              "must be at most "
                  + GroundTruthSpecReader.MAX_WORKERS
                  + " for ground-truth, but was "
                  + certification.annotationsPerItem());
    }
  }

  // a presigned address of an object ends with the credentials of the function that signs it, after
  // hours, and a HIT is there for days: its later workers would see no picture, and be paid
  private static PoolSpec withoutKeysOfPictures(FieldReader root, PoolSpec pool) {
    if (!(pool.image().orElse(null) instanceof ImageSpec.Reference image)) {
      return pool;
    }
    if (image.hosts().isEmpty()) {
      root.object("pool")
          .mistake(
              "image",
              "must have hosts for mechanical-turk, whose workers cannot read the bucket: give pictures as https"
                  + " addresses, {\"column\": \""
                  + image.column()
                  + "\", \"hosts\": [\"images.example.org\"]}, or choose the portal or ground-truth");
    }
    return pool.withImage(
        new ImageSpec.Reference(image.column(), image.alt(), image.hosts(), false));
  }

  // the theorem of a growing stream is about the mean accuracy over the parts of the pool
  // (docs/methods/e-process.md)
  private static void refuseForGrowingPools(FieldReader root, CertificationSpec certification) {
    FieldReader reader = root.object("certification");
    if (certification.claimFor() == CertificationSpec.ClaimFor.POOL) {
      reader.mistake("claimFor", "must be 'population' where pool.growing is true, but was 'pool'");
    }
    if (certification.perClass()) {
      reader.mistake("perClass", "must be false where pool.growing is true, but was true");
    }
    if (certification.audit().isPresent()) {
      reader.mistake("audit", "must not be given where pool.growing is true");
    }
  }

  private static void refuseForSequences(
      FieldReader root,
      Task task,
      WorkforceSpec workforce,
      ConsolidationSpec consolidation,
      CertificationSpec certification) {
    if (task.type() != TaskType.SEQUENCE) {
      return;
    }
    if (consolidation.usesModel()) {
      root.object("consolidation")
          .mistake("method", "is for tasks of the type 'classification' only");
    }
    if (root.has("autoLabel")) {
      root.mistake("autoLabel", "is for tasks of the type 'classification' only");
    }
    if (certification.perClass() || certification.audit().isPresent()) {
      root.mistake(
          "certification",
          "may have perClass and audit in tasks of the type 'classification' only");
    }
    boolean confusion =
        workforce.simulated().stream()
            .flatMap(simulated -> simulated.annotators().stream())
            .anyMatch(group -> group.confusion().isPresent());
    if (confusion) {
      root.mistake(
          "workforce",
          "must give its annotators an accuracy, not a confusion matrix, in tasks of the type"
              + " 'sequence'");
    }
  }

  private static List<Finding> warnings(CampaignSpec spec) {
    var warnings = new ArrayList<Finding>();
    if (spec.stop().budget().isEmpty()) {
      warnings.add(
          new Finding(
              "/stop/budget",
              "is not given: nothing limits what the campaign may spend",
              Optional.empty()));
    }
    if (spec.pool().growing() && PoolFormat.of(spec.pool().location()).isPresent()) {
      warnings.add(
          new Finding(
              "/pool/growing",
              "a file cannot grow, only a folder to which files are added: name the folder of '"
                  + spec.pool().location()
                  + "' as /pool/location",
              Optional.empty()));
    }
    if (spec.workforce().type() == WorkforceType.GROUND_TRUTH
        && spec.workforce().annotationsPerItem().min()
            < spec.workforce().annotationsPerItem().max()) {
      warnings.add(
          new Finding(
              "/workforce/annotationsPerItem",
              "asks again about doubtful items, and Ground Truth may give them to the same"
                  + " annotators, whose second answers do not count; a fixed number asks all at once",
              Optional.empty()));
    }
    if (spec.workforce().type() == WorkforceType.MECHANICAL_TURK) {
      warnings.add(
          new Finding(
              "/workforce/type",
              "Mechanical Turk closed on 30 September 2026; the portal is what everyone can use",
              Optional.empty()));
    }
    return warnings;
  }
}
