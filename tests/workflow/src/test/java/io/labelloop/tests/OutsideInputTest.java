package io.labelloop.tests;

import static io.labelloop.tests.CampaignFixture.documents;
import static io.labelloop.tests.CampaignFixture.run;
import static io.labelloop.tests.CampaignFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.labelloop.campaign.CampaignSpecReader;
import io.labelloop.campaign.Finding;
import io.labelloop.local.LocalEngine;
import io.labelloop.local.LocalRegistries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What comes from outside can be anything: it is taken for what it is, or refused in words; none of
 * it becomes markup, a line of the log, or a file elsewhere, and none of it kills a run.
 */
class OutsideInputTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A campaign file with a field of almost every kind. */
  private static final String FULL =
      """
      {"task": {"type": "classification", "labels": ["plus", "minus"], "question": "Which?"},
       "pool": {"location": "pool/", "id": "id", "text": "text"},
       "model": {"trainer": "logistic-regression"},
       "query": {"strategy": "margin-cluster", "batchSize": 10, "randomShare": 0.1, "seedSet": {"size": 10}},
       "workforce": {"type": "simulated", "truth": "label", "pricePerAnnotation": "0.05 USD",
                     "annotators": [{"count": 4, "accuracy": 0.95}],
                     "annotationsPerItem": {"min": 2, "max": 3, "confidence": 0.9}},
       "consolidation": {"method": "dawid-skene"},
       "autoLabel": {"precision": 0.9, "annotationsPerItem": 3},
       "stop": {"accuracy": {"target": 0.9, "confidence": 0.95}, "budget": "60 USD", "maxRounds": 3},
       "seed": 11}
      """;

  private static final List<String> WRONG_VALUES =
      List.of(
          "null",
          "true",
          "[]",
          "{}",
          "[[[[]]]]",
          "\"\"",
          "\" \"",
          "\"x\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"<script>alert(1)</script>\"",
          "\"../../etc/passwd\"",
          "-1",
          "0",
          "1e308",
          "-1e308",
          "1e-308",
          "9223372036854775808",
          "0.1",
          "1.0000000001",
          "\"NaN\"",
          "\"1 USD\"",
          "\"-1 USD\"",
          "\"1e9 USD\"",
          "\"99999999999999999999999999 USD\"",
          "{\"a\":{\"b\":{\"c\":1}}}",
          "[1,\"a\",null]");

  @TempDir private Path folder = Path.of("");

  private static CampaignSpecReader.Reading read(byte[] content) {
    return new CampaignSpecReader(LocalRegistries.KNOWN_NAMES).read(content, "campaign.json");
  }

  private static CampaignSpecReader.Reading read(String content) {
    return read(content.getBytes(StandardCharsets.UTF_8));
  }

  /** Words for people: no control character reaches their terminal. */
  private static void saidInWords(String as, CampaignSpecReader.Reading reading) {
    switch (reading) {
      case CampaignSpecReader.Reading.Valid valid -> assertThat(valid.spec()).as(as).isNotNull();
      case CampaignSpecReader.Reading.Invalid invalid -> {
        assertThat(invalid.mistakes()).as(as).isNotEmpty();
        for (Finding mistake : invalid.mistakes()) {
          assertThat(mistake.toString()).as(as).doesNotContainPattern("[\\p{Cntrl}&&[^\\n]]");
          assertThat(mistake.toString().length()).as(as).isLessThan(5_000);
        }
      }
    }
  }

  @Test
  void campaignFile_withAnyValueReplaced_isReadOrRefusedInWords() throws IOException {
    assertThat(read(FULL)).isInstanceOf(CampaignSpecReader.Reading.Valid.class);
    List<String> pointers = new ArrayList<>();
    collect(JSON.readTree(FULL), "", pointers);
    int cases = 0;
    int refused = 0;
    for (String pointer : pointers) {
      for (String value : WRONG_VALUES) {
        CampaignSpecReader.Reading reading = read(replaced(pointer, value));
        saidInWords(pointer + " = " + value, reading);
        refused += reading instanceof CampaignSpecReader.Reading.Invalid ? 1 : 0;
        cases++;
      }
    }
    assertThat(cases).isGreaterThan(800);
    assertThat(refused).isGreaterThan(cases * 3 / 4);
  }

  private static void collect(JsonNode node, String pointer, List<String> pointers) {
    if (!pointer.isEmpty()) {
      pointers.add(pointer);
    }
    node.properties()
        .forEach(field -> collect(field.getValue(), pointer + "/" + field.getKey(), pointers));
  }

  private static String replaced(String pointer, String value) throws JsonProcessingException {
    JsonNode all = JSON.readTree(FULL);
    int slash = pointer.lastIndexOf('/');
    ((ObjectNode) all.at(pointer.substring(0, slash)))
        .set(pointer.substring(slash + 1), JSON.readTree(value));
    return all.toString();
  }

  @Test
  void campaignFile_ofAnyShape_isRefusedInWords() throws IOException {
    Map<String, byte[]> files =
        Map.ofEntries(
            Map.entry("empty", new byte[0]),
            Map.entry("a zero", new byte[] {0}),
            Map.entry("zeros", new byte[1000]),
            Map.entry("no UTF-8", new byte[] {'"', (byte) 0xC3, (byte) 0x28, '"'}),
            Map.entry("UTF-16", FULL.getBytes(StandardCharsets.UTF_16)),
            Map.entry(
                "too large", ("\"" + "x".repeat(300_000) + "\"").getBytes(StandardCharsets.UTF_8)),
            Map.entry("deep arrays", "[".repeat(200_000).getBytes(StandardCharsets.UTF_8)),
            Map.entry("deep objects", "{\"a\":".repeat(40_000).getBytes(StandardCharsets.UTF_8)),
            Map.entry(
                "a long number",
                ("{\"seed\":" + "9".repeat(200_000) + "}").getBytes(StandardCharsets.UTF_8)),
            Map.entry("two of a key", "{\"seed\":1,\"seed\":2}".getBytes(StandardCharsets.UTF_8)),
            Map.entry("more behind", (FULL + "{}").getBytes(StandardCharsets.UTF_8)),
            Map.entry("a comment", ("/* x */" + FULL).getBytes(StandardCharsets.UTF_8)),
            Map.entry("NaN", "{\"seed\":NaN}".getBytes(StandardCharsets.UTF_8)),
            Map.entry("a gzip", gzip(1000)),
            Map.entry(
                "XML",
                "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>".getBytes(StandardCharsets.UTF_8)),
            Map.entry("a list", "[1]".getBytes(StandardCharsets.UTF_8)),
            Map.entry("null", "null".getBytes(StandardCharsets.UTF_8)));
    files.forEach(
        (name, content) -> {
          CampaignSpecReader.Reading reading = read(content);
          assertThat(reading).as(name).isInstanceOf(CampaignSpecReader.Reading.Invalid.class);
          saidInWords(name, reading);
        });
  }

  @Test
  void pool_ofHostileTexts_isLabeledAndShownAsText() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < HostileTexts.ALL.size(); i++) {
      String text = HostileTexts.ALL.get(i);
      lines.add(line("t-" + i, text));
      lines.add(line(text, "text " + i));
    }
    lines.addAll(malformedLines());
    IntStream.range(0, 60).forEach(i -> lines.add(line("calm-" + i, "calm words " + i % 7)));

    LocalEngine.Ended ended = runOf(campaignOf("Which?", "plus"), lines, "hostile");
    assertThat(ended).isInstanceOf(LocalEngine.Ended.Finished.class);
    var summary = ((LocalEngine.Ended.Finished) ended).summary();
    // control characters and ids of more than 256 characters are the only texts that are no id
    assertThat(summary.items()).isGreaterThan(2L * HostileTexts.ALL.size() + 60 - 20);
    assertThat(summary.rejected()).isGreaterThanOrEqualTo(malformedLines().size());
    shownAsText("hostile");
  }

  /** Lines that are no items, whatever they hold. */
  private static List<String> malformedLines() {
    return List.of(
        "{",
        "}",
        "[]",
        "null",
        "\"text\"",
        "{\"id\":\"a\"",
        "{\"id\":{},\"text\":\"x\"}",
        "{\"id\":\"no text\"}",
        "{\"id\":\"no text either\",\"text\":null}",
        "{\"id\":\"not a text\",\"text\":{\"a\":1}}",
        "{\"id\":\"\",\"text\":\"x\"}",
        "{\"id\":\"deep\",\"text\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}",
        "{\"id\":\"deep too\",\"x\":" + "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000) + "}",
        "{\"id\":\"twice\",\"text\":\"x\"} {\"id\":\"twice\",\"text\":\"x\"}",
        "{\"id\":\"long\",\"text\":\"" + "y".repeat(1 << 20) + "\"}",
        "{\"id\":\"surrogate\",\"text\":\"\\ud800\"",
        "\u0000\u0000\u0000");
  }

  private static String line(String id, String text) {
    ObjectNode line = JSON.createObjectNode();
    line.put("id", id).put("text", text).put("label", text.length() % 2 == 0 ? "plus" : "minus");
    return line.toString();
  }

  private static String campaignOf(String question, String label) throws JsonProcessingException {
    ObjectNode all = (ObjectNode) JSON.readTree(FULL);
    ObjectNode task = (ObjectNode) all.get("task");
    task.put("question", question);
    task.putArray("labels").add(label).add("minus");
    all.remove("autoLabel");
    ((ObjectNode) all.get("stop")).put("maxRounds", 1);
    return all.toString();
  }

  private LocalEngine.Ended runOf(String campaign, List<String> lines, String name)
      throws IOException {
    Path own = folder.resolve(name);
    return run(write(own, campaign, List.of(lines)), own.resolve("ws"), 1);
  }

  /** No markup of it, no line in the log, no file elsewhere. */
  private void shownAsText(String name) throws IOException {
    Path own = folder.resolve(name);
    Map<String, String> documents = documents(own.resolve("ws"));
    Document page =
        Jsoup.parse(
            Files.readString(
                own.resolve("ws/campaigns/small/report.html"), StandardCharsets.UTF_8));
    assertThat(
            page.select(
                "script, img, iframe, object, base, meta[http-equiv=refresh], form, template"))
        .as(name)
        .isEmpty();
    assertThat(page.select("*"))
        .as(name)
        .allSatisfy(
            element ->
                assertThat(element.attributes())
                    .noneMatch(
                        attribute ->
                            attribute.getKey().startsWith("on")
                                || attribute.getValue().startsWith("javascript:")));
    assertThat(documents.keySet()).as(name).allMatch(key -> key.startsWith("campaigns/small/"));
    assertThat(Files.readAllLines(own.resolve("ws/.labelloop/steps.log")))
        .as(name)
        .allMatch(line -> line.contains("step=") && !line.contains("alert("));
    try (Stream<Path> beside = Files.list(own)) {
      assertThat(beside.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("ws", "pool", "campaign.json");
    }
    assertThat(Path.of("/tmp/labelloop-was-here")).doesNotExist();
  }

  @Test
  void task_inHostileWords_isRefusedOrAskedAsText() throws IOException {
    int asked = 0;
    for (int i = 0; i < HostileTexts.ALL.size(); i++) {
      String text = HostileTexts.ALL.get(i);
      boolean label = isValid(campaignOf("Which?", text));
      boolean question = isValid(campaignOf(text, "plus"));
      if (!label && !question) {
        continue;
      }
      asked++;
      String name = "task-" + i;
      List<String> lines = new ArrayList<>();
      String first = label ? text : "plus";
      IntStream.range(0, 40)
          .forEach(
              n ->
                  lines.add(
                      JSON.createObjectNode()
                          .put("id", "i-" + n)
                          .put("text", (n % 2 == 0 ? "sunny day " : "dark night ") + n)
                          .put("label", n % 2 == 0 ? first : "minus")
                          .toString()));
      assertThat(runOf(campaignOf(question ? text : "Which?", first), lines, name))
          .as(text)
          .isInstanceOf(LocalEngine.Ended.Finished.class);
      shownAsText(name);
    }
    assertThat(asked).isGreaterThan(60);
  }

  private static boolean isValid(String campaign) {
    CampaignSpecReader.Reading reading = read(campaign);
    saidInWords(campaign.substring(0, Math.min(300, campaign.length())), reading);
    return reading instanceof CampaignSpecReader.Reading.Valid;
  }

  @Test
  void pool_ofABomb_isRefusedByNameBeforeMoneyIsSpent() throws IOException {
    Path own = folder.resolve("bomb");
    List<String> lines = new ArrayList<>();
    IntStream.range(0, 60).forEach(i -> lines.add(line("calm-" + i, "calm words " + i % 7)));
    Path campaign = write(own, campaignOf("Which?", "plus"), List.of(lines));
    // 50 MB of one line in 50 kB
    Files.write(own.resolve("pool/part-1.jsonl.gz"), gzip(50_000_000));
    LocalEngine.Ended ended = run(campaign, own.resolve("ws"), 1);
    assertThat(ended).isInstanceOf(LocalEngine.Ended.Failed.class);
    var failed = (LocalEngine.Ended.Failed) ended;
    assertThat(failed.inputIsWrong()).isTrue();
    assertThat(failed.problem().cause())
        .contains("part-1.jsonl.gz' cannot be read: it expands to more than")
        .contains("compress less, or split the file");
    assertThat(failed.summary().annotations()).isZero();
  }

  @Test
  void pool_whoseFirstRecordIsNoCsv_isRefusedInWords() throws IOException {
    Path own = folder.resolve("no-csv");
    Path campaign = write(own, campaignOf("Which?", "plus"), List.of());
    Files.writeString(own.resolve("pool/part-0.csv"), "\"id\"x,text\na,hello\n");
    LocalEngine.Ended ended = run(campaign, own.resolve("ws"), 1);
    assertThat(ended).isInstanceOf(LocalEngine.Ended.Failed.class);
    var failed = (LocalEngine.Ended.Failed) ended;
    assertThat(failed.inputIsWrong()).isTrue();
    assertThat(failed.problem().cause())
        .contains("part-0.csv' cannot be read: its first record must name the columns");
  }

  private static byte[] gzip(int zeros) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      var block = new byte[10_000];
      for (int written = 0; written < zeros; written += block.length) {
        gzip.write(block, 0, Math.min(block.length, zeros - written));
      }
    }
    return bytes.toByteArray();
  }
}
