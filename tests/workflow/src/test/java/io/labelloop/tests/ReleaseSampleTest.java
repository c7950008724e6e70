package io.labelloop.tests;

import static io.labelloop.tests.CampaignFixture.campaignJson;
import static io.labelloop.tests.CampaignFixture.pool;
import static io.labelloop.tests.CampaignFixture.run;
import static io.labelloop.tests.CampaignFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.labelloop.annotation.Annotation;
import io.labelloop.local.LocalEngine;
import io.labelloop.pool.Item;
import io.labelloop.workflow.document.ActiveLearning;
import io.labelloop.workflow.document.AuditCandidates;
import io.labelloop.workflow.document.AuditResults;
import io.labelloop.workflow.document.AutoLabelPlan;
import io.labelloop.workflow.document.AutoLabelVerdict;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.Calibration;
import io.labelloop.workflow.document.Claim;
import io.labelloop.workflow.document.ConsolidatedLabels;
import io.labelloop.workflow.document.Decision;
import io.labelloop.workflow.document.Duplicates;
import io.labelloop.workflow.document.Evaluation;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.LabelLine;
import io.labelloop.workflow.document.LedgerDocument;
import io.labelloop.workflow.document.PoolPlan;
import io.labelloop.workflow.document.ScoredItem;
import io.labelloop.workflow.document.ShardIndex;
import io.labelloop.workflow.document.StopSetPredictions;
import io.labelloop.workflow.document.Streams;
import io.labelloop.workflow.document.Training;
import io.labelloop.workflow.document.Wave;
import io.labelloop.workflow.report.AnswersReport;
import io.labelloop.workflow.report.CampaignSummary;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A new version reads what earlier releases wrote: their documents, their steps' inputs, and a
 * campaign that they left half-way.
 *
 * <p>A sample is made by the release itself, and never again: {@code
 * -Dlabelloop.sample=release-0.2} writes one.
 */
class ReleaseSampleTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("labelloop.root", "."))
          .resolve("tests/workflow/src/test/resources/releases");

  /** What documents of one JSON value are read as. */
  private static final Map<String, Class<?>> DOCUMENTS =
      Map.ofEntries(
          Map.entry("state/claim\\.json", Claim.class),
          Map.entry("state/pool\\.json", PoolPlan.class),
          Map.entry("state/streams\\.json", Streams.class),
          Map.entry("state/duplicates\\.json", Duplicates.class),
          Map.entry("state/index/\\d+\\.json", ShardIndex.class),
          Map.entry("state/ledger\\.json", LedgerDocument.class),
          Map.entry("rounds/\\d+/wave-\\d+\\.json", Wave.class),
          Map.entry("rounds/\\d+/consolidation-\\d+\\.json", ConsolidatedLabels.class),
          Map.entry("rounds/\\d+/training\\.json", Training.class),
          Map.entry("rounds/\\d+/calibration\\.json", Calibration.class),
          Map.entry("rounds/\\d+/evaluation\\.json", Evaluation.class),
          Map.entry("rounds/\\d+/stop-set\\.json", StopSetPredictions.class),
          Map.entry("rounds/\\d+/decision\\.json", Decision.class),
          Map.entry("rounds/\\d+/audit\\.json", AuditResults.class),
          Map.entry("autolabel/plan\\.json", AutoLabelPlan.class),
          Map.entry("autolabel/candidates/\\d+\\.json", AuditCandidates.class),
          Map.entry("autolabel/verdict\\.json", AutoLabelVerdict.class),
          Map.entry("active-learning\\.json", ActiveLearning.class),
          Map.entry("summary\\.json", CampaignSummary.class),
          Map.entry("report\\.json", AnswersReport.class));

  /** What lines are read as. */
  private static final Map<String, Class<?>> LINES =
      Map.of(
          "state/(index/\\d+\\.)?(sample|certification)\\.jsonl", Item.class,
          "rounds/\\d+/scores/\\d+\\.jsonl", ScoredItem.class,
          "rounds/\\d+/batch\\.jsonl", BatchItem.class,
          "rounds/\\d+/annotations-\\d+\\.jsonl", Annotation.class,
          "(autolabel/labels/\\d+|labels)\\.jsonl", LabelLine.class);

  /** Read when the campaign goes on, or for people alone. */
  private static final String OTHERS =
      "campaign\\.json|state/(spec\\.json|shards\\.json|features\\.bin|index/\\d+\\.ids)"
          + "|rounds/\\d+/(model\\.tribuo|jobs/.+)|autolabel/labels/\\d+\\.manifest|model\\.tribuo"
          + "|labels\\.(csv|manifest)|rejects\\.jsonl|report\\.html|checksums\\.sha256.*";

  @TempDir private Path folder = Path.of("");

  static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      List<Path> samples = files.filter(file -> file.toString().endsWith(".zip")).sorted().toList();
      assertThat(samples).isNotEmpty();
      return samples;
    }
  }

  private Path unpacked(Path sample) throws IOException {
    try (var zip = new ZipInputStream(Files.newInputStream(sample))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName()).normalize();
        assertThat(file.startsWith(folder)).isTrue();
        Files.createDirectories(file.getParent());
        Files.write(file, zip.readAllBytes());
      }
    }
    return folder;
  }

  private static Map<String, byte[]> documents(Path campaign) throws IOException {
    Map<String, byte[]> documents = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(campaign)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        documents.put(
            campaign.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    return documents;
  }

  private static Optional<Class<?>> type(Map<String, Class<?>> types, String key) {
    return types.entrySet().stream()
        .filter(entry -> key.matches(entry.getKey()))
        .<Class<?>>map(Map.Entry::getValue)
        .findFirst();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void documents_ofAnEarlierRelease_areRead(Path sample) throws IOException {
    Path campaign = unpacked(sample).resolve("finished");
    Set<Class<?>> read = new HashSet<>();
    documents(campaign)
        .forEach(
            (key, content) -> {
              Optional<Class<?>> whole = type(DOCUMENTS, key);
              Optional<Class<?>> line = type(LINES, key);
              if (whole.isPresent()) {
                assertThatCode(() -> JsonCodec.read(content, whole.get()))
                    .as(key)
                    .doesNotThrowAnyException();
              } else if (line.isPresent()) {
                assertThatCode(() -> JsonCodec.readLines(content, line.get()))
                    .as(key)
                    .doesNotThrowAnyException();
              } else {
                assertThat(key).as("a document that no type is named for").matches(OTHERS);
              }
              whole.ifPresent(read::add);
              line.ifPresent(read::add);
            });
    assertThat(read).as("kinds of documents").hasSize(DOCUMENTS.size() + LINES.size());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void inputsOfSteps_ofAnEarlierRelease_areRead(Path sample) throws IOException {
    JsonNode inputs =
        JsonCodec.mapper().readTree(unpacked(sample).resolve("step-inputs.json").toFile());
    Map<String, Class<?>> types = inputTypes();
    assertThat(inputs.size()).isGreaterThan(15);
    for (Map.Entry<String, JsonNode> input : inputs.properties()) {
      Class<?> type =
          Optional.<Class<?>>ofNullable(types.get(input.getKey()))
              .orElseThrow(
                  () ->
                      new AssertionError(
                          "a redrive of an earlier execution calls " + input.getKey()));
      assertThatCode(() -> JsonCodec.read(JsonCodec.document(input.getValue()), type))
          .as(input.getKey())
          .doesNotThrowAnyException();
    }
  }

  /** Rounds to come may ask about other items than before: a strategy may have become better. */
  @ParameterizedTest
  @MethodSource("samples")
  void campaign_thatAnEarlierReleaseLeftHalfway_keepsWhatItHadAndEnds(Path sample)
      throws IOException {
    Path unpacked = unpacked(sample);
    Path workspace = unpacked.resolve("ws");
    Path campaign = workspace.resolve("campaigns/small");
    Files.createDirectories(campaign.getParent());
    Files.move(unpacked.resolve("halfway"), campaign);
    Map<String, byte[]> before = documents(campaign);

    assertThat(run(unpacked.resolve("campaign.json"), workspace, 2))
        .isInstanceOf(LocalEngine.Ended.Finished.class);

    Map<String, byte[]> after = documents(campaign);
    assertThat(after).hasSizeGreaterThan(before.size());
    before.keySet().stream()
        .filter(key -> key.matches("rounds/.+|state/(index/.+|s.+|certification.+)"))
        .forEach(key -> assertThat(after.get(key)).as(key).isEqualTo(before.get(key)));
    // the half has asked the questions of two rounds
    assertThat(asked(campaign, 2)).hasSize(20).isEqualTo(asked(unpacked.resolve("finished"), 2));
    assertThat(asked(campaign, 3)).hasSizeGreaterThan(20);
  }

  /** The labels of the items that people were asked about up to a round. */
  private static Map<String, String> asked(Path campaign, int round) throws IOException {
    Map<String, String> labels = new LinkedHashMap<>();
    for (LabelLine line :
        JsonCodec.readLines(
            Files.readAllBytes(campaign.resolve("labels.jsonl")), LabelLine.class)) {
      if (line.source().equals(LabelLine.HUMAN) && line.round() <= round) {
        labels.put(line.id().value(), line.label());
      }
    }
    return labels;
  }

  private static Map<String, Class<?>> inputTypes() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    for (Class<?> step : StepSchemaTest.steps()) {
      types.put(
          step.getSimpleName(),
          Arrays.stream(step.getMethods())
              .filter(method -> method.getName().equals("execute") && !method.isBridge())
              .findFirst()
              .orElseThrow()
              .getParameterTypes()[0]);
    }
    return types;
  }

  /** Some input of every step, with all of its fields. */
  private static ObjectNode inputs() {
    ObjectNode inputs = JsonCodec.mapper().createObjectNode();
    inputTypes()
        .forEach(
            (step, type) -> {
              ObjectNode input = inputs.putObject(step);
              for (RecordComponent field : type.getRecordComponents()) {
                if (field.getType() == int.class || field.getType() == long.class) {
                  input.put(field.getName(), 1);
                } else {
                  input.put(
                      field.getName(),
                      field.getName().equals("prefix") ? "campaigns/small/" : "a text");
                }
              }
            });
    return inputs;
  }

  @BeforeAll
  static void writeTheSampleOfARelease(@TempDir Path folder) throws IOException {
    String release = System.getProperty("labelloop.sample", "");
    if (release.isEmpty()) {
      return;
    }
    String json =
        campaignJson("{\"maxRounds\": 3, \"budget\": \"400 USD\"}", "")
            .replace(
                "\"seed\": 11",
                "\"autoLabel\": {\"precision\": 0.88, \"annotationsPerItem\": 5}, \"seed\": 11");
    Path campaign = write(folder, json, List.of(pool(1_500)));
    assertThat(run(campaign, folder.resolve("whole"), 1))
        .isInstanceOf(LocalEngine.Ended.Finished.class);
    Path half = folder.resolve("half");
    var store = new AtomicReference<DyingStore>();
    try {
      run(
          campaign,
          half,
          1,
          objects -> {
            store.set(new DyingStore(objects, 40, true, half));
            return store.get();
          });
    } catch (RuntimeException machineIsOff) {
      // as wished
    }
    assertThat(half.resolve("campaigns/small/rounds/0002")).exists();
    assertThat(half.resolve("campaigns/small/labels.jsonl")).doesNotExist();
    Files.createDirectories(SAMPLES);
    Path sample = SAMPLES.resolve(release + ".zip");
    try (OutputStream file = Files.newOutputStream(sample);
        var zip = new ZipOutputStream(file)) {
      put(zip, "campaign.json", Files.readAllBytes(campaign));
      put(zip, "pool/part-0.jsonl", Files.readAllBytes(folder.resolve("pool/part-0.jsonl")));
      put(zip, "step-inputs.json", JsonCodec.document(inputs()));
      for (Map.Entry<String, Path> run :
          Map.of("finished", folder.resolve("whole"), "halfway", half).entrySet()) {
        for (Map.Entry<String, byte[]> document :
            documents(run.getValue().resolve("campaigns/small")).entrySet()) {
          put(zip, run.getKey() + "/" + document.getKey(), document.getValue());
        }
      }
    }
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    var entry = new ZipEntry(name);
    entry.setLastModifiedTime(FileTime.fromMillis(0));
    zip.putNextEntry(entry);
    zip.write(content);
  }
}
