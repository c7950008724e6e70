package io.labelloop.tests;

import static io.labelloop.tests.CampaignFixture.pool;
import static io.labelloop.tests.CampaignFixture.spec;
import static io.labelloop.tests.CampaignFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotatorId;
import io.labelloop.campaign.CampaignId;
import io.labelloop.campaign.CampaignSpec;
import io.labelloop.local.LocalEngine;
import io.labelloop.local.LocalWorkspace;
import io.labelloop.local.StepListener;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.Reinstatements;
import io.labelloop.workflow.document.Wave;
import io.labelloop.workflow.operation.ReinstateAnnotator;
import io.labelloop.workflow.report.CampaignSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hidden gold items and suspension, through the real state machines. */
class GoldAndSuspensionTest {
  private static final String SPAMMER = "annotator-06";

  @TempDir private Path folder = Path.of("");

  /** Five who know something, and one whose answers are dice. */
  private static String json(String more, String stop) {
    return """
        {"task": {"labels": ["plus", "minus"], "question": "Which sign?"},
         "pool": {"location": "pool/", "features": ["x", "y"]},
         "query": {"batchSize": 20, "seedSet": {"size": 20}},
         "workforce": {"type": "simulated", "truth": "label", "pricePerAnnotation": "0.05 USD",
           "annotators": [{"count": 5, "accuracy": 0.9}, {"confusion": [[0.5, 0.5], [0.5, 0.5]]}],
           "annotationsPerItem": {"min": 2, "max": 3}%s},
         "stop": %s, "seed": 11}
        """
        .formatted(more, stop);
  }

  private static final String GOLD = ", \"gold\": {\"location\": \"gold.jsonl\", \"share\": 0.1}";
  private static final String ROUNDS =
      "{\"accuracy\": {\"target\": 0.99}, \"budget\": \"200 USD\", \"maxRounds\": 6}";

  private Path campaign(String json, List<String> gold) throws IOException {
    Path file = write(folder, json, List.of(pool(400)));
    Files.writeString(folder.resolve("gold.jsonl"), String.join("\n", gold) + "\n");
    return file;
  }

  /** The first items of the pool, which are gold and therefore none of it. */
  private static List<String> gold(int items) {
    return pool(400).subList(0, items);
  }

  private LocalEngine.Ended run(Path file, String beforeStep, Consumer<LocalWorkspace> action)
      throws IOException {
    CampaignSpec spec = spec(file);
    try (LocalWorkspace workspace =
        LocalWorkspace.prepare(
            folder.resolve("ws"), new CampaignId("small"), file, Files.readAllBytes(file), spec)) {
      var listener =
          new StepListener() {
            @Override
            public void started(String step) {
              if (step.equals(beforeStep)) {
                action.accept(workspace);
              }
            }

            @Override
            public void finished(String step, Record output) {}
          };
      return LocalEngine.of(workspace, spec, listener, 2).run();
    }
  }

  private CampaignSummary finished(Path file) throws IOException {
    LocalEngine.Ended ended = run(file, "", workspace -> {});
    assertThat(ended).isInstanceOf(LocalEngine.Ended.Finished.class);
    return ((LocalEngine.Ended.Finished) ended).summary();
  }

  private LocalWorkspace opened() {
    return LocalWorkspace.open(folder.resolve("ws")).orElseThrow();
  }

  private <T> List<T> all(String name, Class<T> type, boolean lines) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("ws/campaigns/small/rounds"))) {
      var found = new ArrayList<T>();
      for (Path file :
          files.filter(f -> f.getFileName().toString().matches(name)).sorted().toList()) {
        byte[] content = Files.readAllBytes(file);
        if (lines) {
          found.addAll(JsonCodec.readLines(content, type));
        } else {
          found.add(JsonCodec.read(content, type));
        }
      }
      return found;
    }
  }

  private List<Annotation> answers(int round) throws IOException {
    try (LocalWorkspace workspace = opened()) {
      return JsonCodec.readLines(
          workspace.objects().get(workspace.keys().annotations(round, 1)).orElseThrow().content(),
          Annotation.class);
    }
  }

  private JsonNode report() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("ws/campaigns/small/report.json").toFile());
  }

  @Test
  void run_withGoldItems_asksAboutThemAtTheirShareAndMakesNoLabelOfThem() throws IOException {
    String share = GOLD.replace("0.1}", "0.15}");
    CampaignSummary summary = finished(campaign(json(share, ROUNDS), gold(60)));
    Set<String> gold =
        pool(400).subList(0, 60).stream()
            .map(line -> line.replaceFirst(".*\"id\":\"([^\"]+)\".*", "$1"))
            .collect(Collectors.toSet());
    List<Wave> waves = all("wave-1\\.json", Wave.class, false);
    int asked = waves.stream().mapToInt(Wave::annotations).sum();
    int aboutGold =
        waves.stream()
            .flatMap(wave -> wave.questions().stream())
            .filter(question -> gold.contains(question.item().value()))
            .mapToInt(Wave.Asked::annotations)
            .sum();
    assertThat(asked).isGreaterThan(500);
    assertThat((double) aboutGold / asked).isBetween(0.12, 0.18);

    // the pool is what is left: gold items are in no stream and have no label
    assertThat(summary.items()).isEqualTo(340);
    for (String document :
        List.of("labels.jsonl", "state/streams.json", "rounds/0002/batch.jsonl")) {
      String text =
          Files.readString(
              folder.resolve("ws/campaigns/small").resolve(document), StandardCharsets.UTF_8);
      assertThat(gold).as(document).noneMatch(id -> text.contains("\"" + id + "\""));
    }
    Set<String> once = new HashSet<>();
    assertThat(all("annotations-\\d+\\.jsonl", Annotation.class, true))
        .allMatch(answer -> once.add(answer.item() + " " + answer.annotator()));
    JsonNode consolidation = report().get("consolidation");
    assertThat(consolidation.get("gold").asInt()).isGreaterThanOrEqualTo(50);
    assertThat(consolidation.at("/calibration/gold").asInt()).isGreaterThanOrEqualTo(50);
    assertThat(report().at("/annotators/0/gold/of").asInt()).isGreaterThan(10);
    try (LocalWorkspace workspace = opened()) {
      assertThat(LocalEngine.verify(workspace).findings()).isEmpty();
    }
  }

  @Test
  void run_withAnAnnotatorWhoTellsNothing_suspendsThemWithTheEvidenceAndKeepsTheirAnswers()
      throws IOException {
    CampaignSummary summary = finished(campaign(json(GOLD, ROUNDS), gold(60)));
    assertThat(summary.suspended()).hasSize(1);
    CampaignSummary.SuspendedAnnotator spammer = summary.suspended().get(0);
    assertThat(spammer.annotator()).isEqualTo(SPAMMER);
    assertThat(spammer.upper()).isLessThan(0.05);
    assertThat(spammer.answers()).isGreaterThan(40);
    assertThat(answers(spammer.round())).anyMatch(answer -> isOf(SPAMMER, answer));
    for (int round = spammer.round() + 1; round <= summary.rounds(); round++) {
      assertThat(answers(round)).isNotEmpty().noneMatch(answer -> isOf(SPAMMER, answer));
    }
    assertThat(report().toString()).contains("\"suspendedSince\":" + spammer.round());
  }

  private static boolean isOf(String annotator, Annotation answer) {
    return answer.annotator().value().equals(annotator);
  }

  @Test
  void run_thatSuspendsNobody_asksThemToTheEnd() throws IOException {
    CampaignSummary summary =
        finished(campaign(json(GOLD + ", \"suspendBelow\": 0", ROUNDS), gold(60)));
    assertThat(summary.suspended()).isEmpty();
    assertThat(answers(summary.rounds())).anyMatch(answer -> isOf(SPAMMER, answer));
  }

  @Test
  void reinstate_aSuspendedAnnotator_letsThemWorkAgainAndRecordsWhoDidIt() throws IOException {
    var given = new ArrayList<ReinstateAnnotator.Answer>();
    LocalEngine.Ended ended =
        run(
            campaign(json(GOLD, ROUNDS), gold(60)),
            "SelectBatch",
            workspace -> {
              if (!LocalEngine.summary(workspace).suspended().isEmpty() || !given.isEmpty()) {
                given.add(
                    LocalEngine.reinstate(workspace, new AnnotatorId(SPAMMER), "ann", "a trainee"));
              }
            });
    assertThat(ended).isInstanceOf(LocalEngine.Ended.Finished.class);
    CampaignSummary summary = ((LocalEngine.Ended.Finished) ended).summary();
    assertThat(given.get(0)).isInstanceOf(ReinstateAnnotator.Answer.Reinstated.class);
    assertThat(given.get(1)).isInstanceOf(ReinstateAnnotator.Answer.Unchanged.class);
    assertThat(summary.suspended()).isEmpty();
    assertThat(answers(summary.rounds())).anyMatch(answer -> isOf(SPAMMER, answer));
    try (LocalWorkspace workspace = opened()) {
      Reinstatements recorded =
          JsonCodec.read(
              workspace.objects().get(workspace.keys().reinstatements()).orElseThrow().content(),
              Reinstatements.class);
      assertThat(recorded.entries()).hasSize(1);
      assertThat(recorded.entries().get(0).by()).isEqualTo("ann");
      assertThat(recorded.entries().get(0).cause()).isEqualTo("a trainee");
      assertThat(LocalEngine.verify(workspace).findings()).isEmpty();
      assertThat(LocalEngine.reinstate(workspace, new AnnotatorId("annotator-01"), "ann", ""))
          .isEqualTo(
              new ReinstateAnnotator.Answer.Refused(
                  "the campaign has ended; its labels stay as they are"));
    }
  }

  @Test
  void run_withGoldThatCannotBeTrusted_isRefusedWithEveryMistakeAndClaimsNothing()
      throws IOException {
    List<String> gold = new ArrayList<>(gold(10));
    gold.add(gold.get(0).replace("\"plus\"", "\"minus\""));
    gold.add(gold.get(1).replace("item-0001", "item-x").replace("\"minus\"", "\"zero\""));
    gold.add("{\"id\": \"item-y\", \"x\": \"much\", \"y\": 1, \"label\": \"plus\"}");
    LocalEngine.Ended ended = run(campaign(json(GOLD, ROUNDS), gold), "", workspace -> {});
    assertThat(ended).isInstanceOf(LocalEngine.Ended.Failed.class);
    LocalEngine.Ended.Failed failed = (LocalEngine.Ended.Failed) ended;
    assertThat(failed.inputIsWrong()).isTrue();
    assertThat(failed.problem().cause())
        .contains("gold.jsonl:11: item 'item-0000' stands in campaigns/small/gold.jsonl:1 already")
        .contains("there it is 'plus', not 'minus': neither can be trusted")
        .contains("gold.jsonl:12: the column 'label' of item 'item-x' must have one of the task's")
        .contains("[plus, minus], but has 'zero'")
        .contains("gold.jsonl:13: ");
    assertThat(folder.resolve("ws/campaigns/small/state/claim.json")).doesNotExist();
  }

  @Test
  void run_withTooFewGoldItemsOrOneLabelOnly_isRefused() throws IOException {
    List<String> four = gold(4);
    List<String> plus = gold(20).stream().filter(line -> line.contains("\"plus\"")).toList();
    assertThat(refusal(four)).contains("at least 5 hidden gold items", "but there were 4");
    assertThat(refusal(plus)).contains("at least two different labels");
  }

  private String refusal(List<String> gold) throws IOException {
    LocalEngine.Ended ended = run(campaign(json(GOLD, ROUNDS), gold), "", workspace -> {});
    return ((LocalEngine.Ended.Failed) ended).problem().cause();
  }
}
