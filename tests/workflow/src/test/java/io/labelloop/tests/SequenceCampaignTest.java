package io.labelloop.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.local.LocalEngine;
import io.labelloop.local.LocalWorkspace;
import io.labelloop.workflow.document.ConsolidatedLabels;
import io.labelloop.workflow.document.EntityEvaluation;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.TagLine;
import io.labelloop.workflow.report.CampaignSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceCampaignTest {
  @TempDir private Path folder = Path.of("");

  private static final List<String> PEOPLE = List.of("Ada", "Bob", "Eve", "Ken", "Liv", "Max");
  private static final List<String> PLACES = List.of("Rome", "York", "Oslo", "Lima", "Bonn");
  private static final List<String> VERBS = List.of("left", "likes", "knows", "visits");

  /** Sentences about people and places, as JSON Lines. */
  private static List<String> pool(int sentences) {
    var random = new Random(1);
    var lines = new ArrayList<String>();
    for (int i = 0; i < sentences; i++) {
      String person = PEOPLE.get(random.nextInt(PEOPLE.size()));
      String place = PLACES.get(random.nextInt(PLACES.size()));
      String verb = VERBS.get(random.nextInt(VERBS.size()));
      lines.add(
          random.nextBoolean()
              ? "{\"id\":\"s%03d\",\"tokens\":[\"%s\",\"Hill\",\"%s\",\"%s\"],\"tags\":[\"B-person\",\"I-person\",\"O\",\"B-place\"]}"
                  .formatted(i, person, verb, place)
              : "{\"id\":\"s%03d\",\"tokens\":[\"In\",\"%s\",\"nobody\",\"%s\",\"%d\"],\"tags\":[\"O\",\"B-place\",\"O\",\"O\",\"O\"]}"
                  .formatted(i, place, verb, random.nextInt(90)));
    }
    return lines;
  }

  private static String campaign(String trainer, String strategy, String stop) {
    return """
        {"task": {"type": "sequence", "labels": ["person", "place"]},
         "pool": {"location": "pool/"},
         "model": {"trainer": "%s"},
         "query": {"strategy": "%s", "batchSize": 10, "seedSet": {"size": 10}},
         "workforce": {"type": "simulated", "truth": "tags", "pricePerAnnotation": "0.05 USD",
           "annotators": [{"count": 4, "accuracy": 0.97}],
           "annotationsPerItem": {"min": 2, "max": 3}},
         "stop": %s, "certification": {"size": 60}, "seed": 11}
        """
        .formatted(trainer, strategy, stop);
  }

  private static CampaignSummary finished(LocalEngine.Ended ended) {
    assertThat(ended).isInstanceOf(LocalEngine.Ended.Finished.class);
    return ((LocalEngine.Ended.Finished) ended).summary();
  }

  private static byte[] document(Path workspace, String name) throws IOException {
    return Files.readAllBytes(workspace.resolve("campaigns/small/" + name));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"crf", "hmm", "hmm2"})
  void run_ofALearnableCampaign_certifiesWholeSentencesAndHandsBackTags(String trainer)
      throws IOException {
    Path file =
        CampaignFixture.write(
            folder,
            campaign(trainer, "mnlp", "{\"accuracy\": {\"target\": 0.8}, \"maxRounds\": 6}"),
            List.of(pool(200)));
    Path work = folder.resolve("work");

    CampaignSummary summary = finished(CampaignFixture.run(file, work, 2));

    assertThat(summary.outcome()).isEqualTo("accuracy-certified");
    assertThat(summary.certification().orElseThrow().lowerBound()).isGreaterThanOrEqualTo(0.8);
    List<TagLine> labels = JsonCodec.readLines(document(work, "labels.jsonl"), TagLine.class);
    assertThat(labels).hasSize((int) summary.labeled());
    assertThat(labels).allSatisfy(line -> assertThat(line.tags()).hasSameSizeAs(line.tokens()));
    EntityEvaluation entities =
        JsonCodec.read(
            document(work, "rounds/%04d/entities.json".formatted(summary.rounds())),
            EntityEvaluation.class);
    assertThat(entities.f1()).isBetween(entities.f1Lower(), entities.f1Upper());
    assertThat(new String(document(work, "report.html"), StandardCharsets.UTF_8))
        .contains("had all their tags predicted right", "This is an estimate");
  }

  @Test
  void run_withAPortfolio_asksByAllItsScoresAndVerifies() throws IOException {
    String portfolio =
        campaign("hmm", "PORTFOLIO", "{\"maxRounds\": 3}")
            .replace(
                "\"PORTFOLIO\"", "{\"type\": \"portfolio\", \"of\": [\"mnlp\", \"vote-entropy\"]}");
    Path file = CampaignFixture.write(folder, portfolio, List.of(pool(150)));
    Path work = folder.resolve("work");
    finished(CampaignFixture.run(file, work, 2));

    Path split =
        CampaignFixture.write(
            folder.resolve("split"),
            portfolio,
            List.of(pool(150).subList(0, 40), pool(150).subList(40, 150)));
    Path other = folder.resolve("other");
    finished(CampaignFixture.run(split, other, 2));
    Path alone = folder.resolve("alone");
    finished(
        CampaignFixture.run(
            CampaignFixture.write(
                folder.resolve("a"),
                campaign("hmm", "mnlp", "{\"maxRounds\": 3}"),
                List.of(pool(150))),
            alone,
            2));

    String batch = "rounds/0003/batch.jsonl";
    assertThat(document(other, batch)).isEqualTo(document(work, batch));
    assertThat(document(alone, batch)).isNotEqualTo(document(work, batch));
    try (LocalWorkspace opened = LocalWorkspace.open(work).orElseThrow()) {
      assertThat(LocalEngine.verify(opened).findings()).isEmpty();
    }
  }

  @Test
  void run_withACommittee_keepsItsMembersAndVerifies() throws IOException {
    Path file =
        CampaignFixture.write(
            folder, campaign("hmm", "committee-kl", "{\"maxRounds\": 3}"), List.of(pool(120)));
    Path work = folder.resolve("work");

    finished(CampaignFixture.run(file, work, 2));

    assertThat(document(work, "rounds/0002/committee/4.tribuo"))
        .isNotEqualTo(document(work, "rounds/0002/committee/0.tribuo"));
    assertThat(new String(document(work, "rounds/0002/scores/00000.jsonl"), StandardCharsets.UTF_8))
        .containsPattern("\"pick\":\"INFORMATIVE\",\"score\":0\\.[0-9]*[1-9]");
    try (LocalWorkspace opened = LocalWorkspace.open(work).orElseThrow()) {
      assertThat(LocalEngine.verify(opened).findings()).isEmpty();
    }
  }

  @Test
  void run_onItsOwnConllLabels_asksAboutTheSameSentences() throws IOException {
    Path first =
        CampaignFixture.write(
            folder.resolve("first"),
            campaign("hmm", "margin", "{\"maxRounds\": 2}"),
            List.of(pool(60)));
    finished(CampaignFixture.run(first, folder.resolve("one"), 1));
    List<TagLine> labels =
        JsonCodec.readLines(document(folder.resolve("one"), "labels.jsonl"), TagLine.class);

    Path second = folder.resolve("second");
    Files.createDirectories(second.resolve("pool"));
    Files.write(second.resolve("pool/a.conll"), document(folder.resolve("one"), "labels.conll"));
    Path file =
        Files.writeString(
            second.resolve("campaign.json"),
            campaign("hmm", "random", "{\"maxRounds\": 20}")
                .replace("\"size\": 60", "\"size\": 1"));
    CampaignSummary summary = finished(CampaignFixture.run(file, folder.resolve("two"), 1));

    assertThat(summary.outcome()).isEqualTo("pool-exhausted");
    assertThat(summary.items()).isEqualTo(labels.size());
    assertThat(
            JsonCodec.readLines(document(folder.resolve("two"), "labels.jsonl"), TagLine.class)
                .stream()
                .map(TagLine::id))
        .containsExactlyInAnyOrderElementsOf(labels.stream().map(TagLine::id).toList());
  }

  @Test
  void run_ofAShuffledAndSplitPool_isTheSame() throws IOException {
    List<String> lines = pool(120);
    String json = campaign("crf", "sequence-entropy", "{\"maxRounds\": 3}");
    Path plain = CampaignFixture.write(folder.resolve("plain"), json, List.of(lines));
    List<String> shuffled = new ArrayList<>(lines);
    Collections.shuffle(shuffled, new Random(3));
    Path split =
        CampaignFixture.write(
            folder.resolve("split"),
            json,
            List.of(shuffled.subList(0, 50), shuffled.subList(50, 120)));

    finished(CampaignFixture.run(plain, folder.resolve("one"), 1));
    finished(CampaignFixture.run(split, folder.resolve("two"), 4));

    for (String name : List.of("labels.jsonl", "labels.conll", "model.tribuo")) {
      assertThat(document(folder.resolve("two"), name))
          .as(name)
          .isEqualTo(document(folder.resolve("one"), name));
    }
  }

  @Test
  void run_again_writesTheSameDocuments() throws IOException {
    Path file =
        CampaignFixture.write(
            folder, campaign("crf", "n-best-entropy", "{\"maxRounds\": 2}"), List.of(pool(80)));
    finished(CampaignFixture.run(file, folder.resolve("one"), 1));
    finished(CampaignFixture.run(file, folder.resolve("two"), 3));
    Map<String, String> one = CampaignFixture.documents(folder.resolve("one"));
    assertThat(CampaignFixture.documents(folder.resolve("two"))).isEqualTo(one);
    ConsolidatedLabels labels =
        JsonCodec.read(
            document(folder.resolve("one"), "rounds/0001/consolidation-1.json"),
            ConsolidatedLabels.class);
    assertThat(labels.labels()).allSatisfy(label -> assertThat(label.tags().size()).isPositive());
  }

  @Test
  void run_ofTagsThatTheTaskLacks_saysWhichAndHowOften() throws IOException {
    Path file =
        CampaignFixture.write(
            folder,
            campaign("hmm", "margin", "{\"maxRounds\": 2}").replace("\"place\"", "\"city\""),
            List.of(pool(20)));
    LocalEngine.Ended ended = CampaignFixture.run(file, folder.resolve("work"), 1);
    assertThat(ended).isInstanceOf(LocalEngine.Ended.Failed.class);
    assertThat(((LocalEngine.Ended.Failed) ended).problem().cause())
        .contains("labels that /task/labels lacks, with how often: {B-place=20}");
  }
}
