package io.labelloop.tests;

import static io.labelloop.tests.CampaignFixture.campaignJson;
import static io.labelloop.tests.CampaignFixture.pool;
import static io.labelloop.tests.CampaignFixture.run;
import static io.labelloop.tests.CampaignFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.local.LocalEngine;
import io.labelloop.local.LocalWorkspace;
import io.labelloop.workflow.audit.Audit;
import io.labelloop.workflow.audit.AuditFinding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A finished campaign verifies, and what anyone changes in it is found and named. */
class CampaignAuditTest {
  private static final String PREFIX = "campaigns/small/";

  @TempDir private Path folder = Path.of("");
  private Path workspace = Path.of("");

  @BeforeEach
  void runACampaign() throws IOException {
    Path campaign =
        write(
            folder,
            campaignJson(
                "{\"accuracy\": {\"target\": 0.85}, \"budget\": \"60 USD\", \"maxRounds\": 2}", ""),
            List.of(pool(200)));
    workspace = folder.resolve("ws");
    assertThat(run(campaign, workspace, 2)).isInstanceOf(LocalEngine.Ended.Finished.class);
  }

  private Audit audit() {
    try (LocalWorkspace opened = LocalWorkspace.open(workspace).orElseThrow()) {
      return LocalEngine.verify(opened);
    }
  }

  private Path document(String key) {
    return workspace.resolve(PREFIX + key);
  }

  private List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.walk(workspace.resolve(PREFIX))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private void replace(String key, String what, String with) throws IOException {
    String text = Files.readString(document(key));
    assertThat(text).containsPattern(what);
    Files.writeString(document(key), text.replaceFirst(what, with));
  }

  /** What somebody does who changes a document and then hides it. */
  private void forgetChecksums() throws IOException {
    Files.delete(document("checksums.sha256"));
    Files.delete(document("checksums.sha256.sha256"));
  }

  @Test
  void verify_ofAFinishedCampaign_isSoundAndLooksAtEveryDocument() throws IOException {
    Audit audit = audit();
    assertThat(audit.findings()).isEmpty();
    // all but the checksums themselves, and the pool's file, which is mounted among them
    assertThat(audit.checked()).isEqualTo(documents().size() - 2 + 1);
    assertThat(audit.recomputed()).isGreaterThan(15);
  }

  @Test
  void verify_afterTheReportWasWrittenAgain_isSound() {
    try (LocalWorkspace opened = LocalWorkspace.open(workspace).orElseThrow()) {
      LocalEngine.writeReport(opened);
    }
    assertThat(audit().findings()).isEmpty();
  }

  @Test
  void verify_ofAChangedByteInAnyDocument_namesTheDocument() throws IOException {
    for (Path document : documents()) {
      byte[] content = Files.readAllBytes(document);
      if (content.length == 0) {
        continue;
      }
      byte[] changed = content.clone();
      int at = content.length / 2;
      changed[at] ^= 1;
      Files.write(document, changed);
      assertThat(audit().findings().stream().map(AuditFinding::document))
          .as("byte %d of %s", at, document)
          .contains(workspace.relativize(document).toString().replace('\\', '/'));
      Files.write(document, content);
    }
    assertThat(audit().findings()).isEmpty();
  }

  @Test
  void verify_ofAMissingAndAnAddedDocument_namesBoth() throws IOException {
    Files.delete(document("rounds/0001/evaluation.json"));
    Files.writeString(document("rounds/0001/consolidation-9.json"), "{}");
    assertThat(audit().findings())
        .contains(
            new AuditFinding(PREFIX + "rounds/0001/evaluation.json", "is missing"),
            new AuditFinding(
                PREFIX + "rounds/0001/consolidation-9.json", "was added after the campaign ended"),
            new AuditFinding(
                PREFIX + "rounds/0001/consolidation-9.json",
                "follows from nothing: no step writes it"));
  }

  @Test
  void verify_ofAClaimThatWasRaisedWithItsChecksums_findsItFromTheAnswers() throws IOException {
    forgetChecksums();
    replace("rounds/0001/evaluation.json", "\"correct\" : \\d+", "\"correct\" : 10000");
    replace("labels.jsonl", "plus", "minus");
    assertThat(audit().findings().stream().map(AuditFinding::document))
        .contains(PREFIX + "rounds/0001/evaluation.json", PREFIX + "labels.jsonl");
  }

  @Test
  void verify_ofAChangedAnswer_findsThatLabelsDoNotFollow() throws IOException {
    forgetChecksums();
    String key = "rounds/0001/annotations-1.jsonl";
    String text = Files.readString(document(key));
    Files.writeString(
        document(key),
        text.contains("\"label\":0")
            ? text.replaceFirst("\"label\":0", "\"label\":1")
            : text.replaceFirst("\"label\":1", "\"label\":0"));
    assertThat(audit().findings().stream().map(AuditFinding::document))
        .contains(PREFIX + "rounds/0001/consolidation-1.json");
  }

  @Test
  void verify_ofAPaymentThatNoAnswerEarned_namesTheLedger() throws IOException {
    forgetChecksums();
    replace("state/ledger.json", "\"kind\" : \"SETTLED\"", "\"kind\" : \"RELEASED\"");
    assertThat(audit().findings())
        .anyMatch(
            finding ->
                finding.document().equals(PREFIX + "state/ledger.json")
                    && finding.problem().contains("has not settled round-1-wave-1"));
  }

  @Test
  void verify_ofACertificationItemAmongTheQueries_namesTheBatch() throws IOException {
    forgetChecksums();
    replace("rounds/0001/batch.jsonl", "\"CERTIFICATION\"", "\"QUERY\"");
    assertThat(audit().findings())
        .anyMatch(
            finding ->
                finding.document().equals(PREFIX + "rounds/0001/batch.jsonl")
                    && finding.problem().contains("in the stream QUERY, where it was not drawn"));
  }

  @Test
  void verify_ofAPoolThatChanged_namesItsFile() throws IOException {
    Path pool = folder.resolve("pool/part-0.jsonl");
    Files.writeString(
        pool,
        Files.readString(pool, StandardCharsets.UTF_8).replaceFirst("\"x\":(-?)\\d", "\"x\":$19"));
    assertThat(audit().findings().stream().map(AuditFinding::document))
        .contains(PREFIX + "pool/part-0.jsonl");
  }

  private static final String ANSWERS = "rounds/0001/annotations-1.jsonl";

  private void findsInTheAnswers(String problem) {
    assertThat(audit().findings())
        .anyMatch(
            finding ->
                finding.document().equals(PREFIX + ANSWERS) && finding.problem().contains(problem));
  }

  @Test
  void verify_ofAnAnswerFromTheFuture_saysThatItCameAfterItsCollection() throws IOException {
    forgetChecksums();
    replace(ANSWERS, "\"answeredAt\":\"2026", "\"answeredAt\":\"2036");
    findsInTheAnswers(", after it was collected (2026-01-");
  }

  @Test
  void verify_ofASecondAnswerOfAnAnnotator_namesBoth() throws IOException {
    forgetChecksums();
    String answers = Files.readString(document(ANSWERS));
    String first = answers.lines().findFirst().orElseThrow();
    Files.writeString(document(ANSWERS), answers + first + "\n");
    findsInTheAnswers("has a second answer of annotator-");
  }

  @Test
  void verify_ofAnAnswerAboutAnUnknownItem_saysThatNobodyAsked() throws IOException {
    forgetChecksums();
    replace(ANSWERS, "\"item\":\"item-", "\"item\":\"nothing-");
    findsInTheAnswers("that nobody asked for");
  }

  @Test
  void verify_ofAnUnknownLabel_saysWhichThereAre() throws IOException {
    forgetChecksums();
    replace(ANSWERS, "\"label\":\\d", "\"label\":7");
    findsInTheAnswers("but the task has the labels 0 to 1");
  }
}
