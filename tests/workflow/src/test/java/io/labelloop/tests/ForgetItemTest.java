package io.labelloop.tests;

import static io.labelloop.tests.CampaignFixture.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.local.LocalEngine;
import io.labelloop.local.LocalWorkspace;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.audit.Audit;
import io.labelloop.workflow.audit.AuditFinding;
import io.labelloop.workflow.operation.ForgetItem;
import io.labelloop.workflow.report.CampaignSummary;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person's text goes from every document of a campaign, and every count stays. */
class ForgetItemTest {
  private static final String PREFIX = "campaigns/small/";
  private static final String CAMPAIGN =
      """
      {"task": {"labels": ["plus", "minus"], "question": "Which?"},
       "pool": {"location": "%s"},
       "query": {"batchSize": 10, "seedSet": {"size": 10}},
       "workforce": {"type": "simulated", "truth": "truth", "pricePerAnnotation": "0.05 USD",
         "annotators": [{"count": 5, "accuracy": 0.95}], "annotationsPerItem": {"min": 2, "max": 3}},
       "stop": {"budget": "60 USD", "maxRounds": 2}, "certification": {"size": 40}, "seed": 11}
      """;

  @TempDir private Path folder = Path.of("");

  private static String secret(int i) {
    return "<b>Zo\u00eb</b> \"Q\" & O'Neill / nr " + i;
  }

  private static List<String> texts(int items) {
    var random = new Random(5);
    var lines = new ArrayList<String>();
    for (int i = 0; i < items; i++) {
      String word =
          (i % 2 == 0 ? List.of("fine", "good", "warm") : List.of("cold", "bad", "poor"))
              .get(random.nextInt(3));
      lines.add(
          "{\"id\":\"item-%04d\",\"text\":\"%s %s\",\"truth\":\"%s\"}"
              .formatted(i, secret(i).replace("\"", "\\\""), word, i % 2 == 0 ? "plus" : "minus"));
    }
    return lines;
  }

  private Path finished(String location, byte[] pool) throws IOException {
    Files.write(folder.resolve(location), pool);
    Path campaign =
        Files.writeString(folder.resolve("campaign.json"), CAMPAIGN.formatted(location));
    Path workspace = folder.resolve("ws");
    assertThat(run(campaign, workspace, 2)).isInstanceOf(LocalEngine.Ended.Finished.class);
    return workspace;
  }

  private static byte[] lines(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  private static ForgetItem.Answer forget(Path workspace, String item) {
    try (LocalWorkspace opened = LocalWorkspace.open(workspace).orElseThrow()) {
      return LocalEngine.forgetting(opened).execute(PREFIX, new ItemId(item), "ada", "request 17");
    }
  }

  private static Audit verify(Path workspace) {
    try (LocalWorkspace opened = LocalWorkspace.open(workspace).orElseThrow()) {
      return LocalEngine.verify(opened);
    }
  }

  private static CampaignSummary summary(Path workspace) {
    try (LocalWorkspace opened = LocalWorkspace.open(workspace).orElseThrow()) {
      return LocalEngine.summary(opened);
    }
  }

  /** The first item that people were asked about. */
  private static int asked(Path workspace) throws IOException {
    String first = Files.readAllLines(workspace.resolve(PREFIX + "labels.jsonl")).getFirst();
    return Integer.parseInt(first.replaceAll(".*item-(\\d+).*", "$1"));
  }

  /** The files below a folder that have a text in some form; written apart from what it tests. */
  private static List<Path> holding(Path folder, String text) throws IOException {
    String json = text.replace("\"", "\\\"");
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    List<String> forms =
        List.of(
            text,
            json,
            json.replace("\u00eb", "\\u00eb"),
            text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;"),
            Base64.getEncoder().encodeToString(utf8).replaceAll("..==?$|=+$", ""));
    var found = new ArrayList<Path>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        String content = new String(bytes, StandardCharsets.UTF_8);
        if (bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b) {
          try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            content = new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
          }
        }
        if (forms.stream().anyMatch(content::contains)) {
          found.add(file);
        }
      }
    }
    return found;
  }

  @Test
  void forget_ofAnItemThatPeopleAnswered_leavesNoFormOfItsTextAnywhere() throws IOException {
    Path workspace = finished("pool.jsonl", lines(texts(300)));
    int item = asked(workspace);
    CampaignSummary before = summary(workspace);
    String labels = Files.readString(workspace.resolve(PREFIX + "labels.csv"));
    assertThat(holding(folder, secret(item)).size())
        .as("a search that finds it before")
        .isGreaterThan(5);

    assertThat(forget(workspace, "item-%04d".formatted(item)))
        .isInstanceOfSatisfying(
            ForgetItem.Answer.Done.class,
            done -> {
              assertThat(done.searched()).isTrue();
              assertThat(done.left()).isEmpty();
              assertThat(done.entry().documents()).anyMatch(key -> key.endsWith("batch.jsonl"));
            });

    assertThat(holding(folder, secret(item))).isEmpty();
    assertThat(holding(folder, secret(item == 7 ? 8 : 7)))
        .as("another person's text stays")
        .isNotEmpty();
    assertThat(summary(workspace)).isEqualTo(before);
    assertThat(Files.readString(workspace.resolve(PREFIX + "labels.csv"))).isEqualTo(labels);
    Audit audit = verify(workspace);
    assertThat(audit.findings()).isEmpty();
    assertThat(audit.recomputed()).isGreaterThan(5);
    assertThat(audit.forgotten())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.item()).isEqualTo(new ItemId("item-%04d".formatted(item)));
              assertThat(entry.by()).isEqualTo("ada");
              assertThat(entry.cause()).isEqualTo("request 17");
            });
  }

  /** A simulated campaign's report compares it with random sampling of the pool as it is now. */
  private static Map<String, String> documentsButTheReport(Path workspace) throws IOException {
    Map<String, String> documents = CampaignFixture.documents(workspace);
    documents
        .keySet()
        .removeIf(key -> key.endsWith("report.html") || key.contains("checksums.sha256"));
    return documents;
  }

  @Test
  void forget_again_changesNothingAndStaysSound() throws IOException {
    Path workspace = finished("pool.jsonl", lines(texts(300)));
    String item = "item-%04d".formatted(asked(workspace));
    forget(workspace, item);
    Map<String, String> before = documentsButTheReport(workspace);
    assertThat(forget(workspace, item))
        .isInstanceOfSatisfying(
            ForgetItem.Answer.Done.class, done -> assertThat(done.again()).isTrue());
    assertThat(documentsButTheReport(workspace)).isEqualTo(before);
    assertThat(verify(workspace).findings()).isEmpty();
  }

  @Test
  void forget_inACompressedPool_rewritesItCompressed() throws IOException {
    Path workspace = finished("pool.jsonl.gz", gzip(lines(texts(300))));
    int item = asked(workspace);
    forget(workspace, "item-%04d".formatted(item));
    assertThat(holding(folder, secret(item))).isEmpty();
    assertThat(holding(folder, secret(item == 7 ? 8 : 7))).isNotEmpty();
    assertThat(verify(workspace).findings()).isEmpty();
  }

  @Test
  void forget_ofWhatWorkforcesKeep_emptiesCommentsPagesAndManifests() throws IOException {
    Path workspace = finished("pool.jsonl", lines(texts(300)));
    int item = asked(workspace);
    String id = "item-%04d".formatted(item);
    String escaped = texts(300).get(item).replaceAll(".*\"text\":\"(.*)\",\"truth.*", "$1");
    Path jobs = workspace.resolve(PREFIX + "rounds/0001/jobs/1");
    Files.createDirectories(jobs.resolve("answers/000000"));
    Files.writeString(
        jobs.resolve("answers/000000/1.json"),
        "{\"version\":1,\"item\":\"%s\",\"reply\":{\"label\":1,\"note\":\"it is Zo\u00eb\"},\"comment\":\"I know Zo\u00eb\"}"
            .formatted(id));
    Files.writeString(
        jobs.resolve("answers/000000/2.json"),
        "{\"version\":1,\"item\":\"item-9999\",\"comment\":\"quotes %s here\"}".formatted(escaped));
    Files.writeString(
        jobs.resolve("input.manifest"),
        "{\"id\":\"%s\",\"source\":\"%s\"}\n".formatted(id, escaped));
    Files.writeString(
        jobs.resolve("page-00001.xml"),
        "<HTMLContent><![CDATA[<p>&lt;b&gt;Zo\u00eb&lt;/b&gt; &quot;Q&quot; &amp; O&#39;Neill / nr %d fine</p>]]></HTMLContent>"
            .formatted(item)
            .replace("fine", escaped.replaceAll(".* ", "")));

    assertThat(forget(workspace, id))
        .isInstanceOfSatisfying(
            ForgetItem.Answer.Done.class, done -> assertThat(done.left()).isEmpty());

    assertThat(holding(folder, secret(item))).isEmpty();
    assertThat(Files.readString(jobs.resolve("answers/000000/1.json")))
        .contains(id, "\"label\":1")
        .doesNotContain("Zo\u00eb");
    assertThat(Files.readString(jobs.resolve("answers/000000/2.json")))
        .contains("quotes [forgotten] here");
    assertThat(verify(workspace).findings()).isEmpty();
  }

  @Test
  void forget_ofATextThatAnotherItemHasToo_saysWhereItStillStands() throws IOException {
    List<String> lines = new ArrayList<>(texts(300));
    lines.set(8, lines.get(6).replace("item-0006", "item-0008"));
    Path workspace = finished("pool.jsonl", lines(lines));
    assertThat(forget(workspace, "item-0006"))
        .isInstanceOfSatisfying(
            ForgetItem.Answer.Done.class,
            done -> assertThat(done.left()).anyMatch(key -> key.endsWith("pool.jsonl")));
  }

  @Test
  void forget_ofADocumentThatSomebodyChanged_isRefusedAndChangesNothing() throws IOException {
    Path workspace = finished("pool.jsonl", lines(texts(300)));
    String item = "item-%04d".formatted(asked(workspace));
    Path sample = workspace.resolve(PREFIX + "state/sample.jsonl");
    Files.writeString(sample, Files.readString(sample) + "\n");
    assertThat(forget(workspace, item))
        .isInstanceOfSatisfying(
            ForgetItem.Answer.Refused.class,
            refused -> assertThat(refused.reason()).contains("sample.jsonl", "verify"));
    assertThat(verify(workspace).findings())
        .extracting(AuditFinding::document)
        .contains(PREFIX + "state/sample.jsonl");
  }

  @Test
  void forget_ofAnUnknownItemAndOfACampaignThatRuns_isRefusedInWords() throws IOException {
    Path workspace = finished("pool.jsonl", lines(texts(300)));
    assertThat(forget(workspace, "nobody"))
        .isInstanceOfSatisfying(
            ForgetItem.Answer.Refused.class,
            refused -> assertThat(refused.reason()).contains("no item 'nobody'"));
    Files.delete(workspace.resolve(PREFIX + "checksums.sha256"));
    assertThat(forget(workspace, "item-0001"))
        .isInstanceOfSatisfying(
            ForgetItem.Answer.Refused.class,
            refused -> assertThat(refused.reason()).contains("has not ended"));
  }
}
