package io.labelloop.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoolReaderTest {
  private static final PoolSchema TEXTS =
      new PoolSchema("id", new ContentColumns.TextColumn("text"), 20);

  private final Map<String, byte[]> files = new TreeMap<>();
  private final RangeSource source =
      (key, start, end) -> {
        byte[] file = files.getOrDefault(key, new byte[0]);
        int from = (int) Math.min(start, file.length);
        return new ByteArrayInputStream(
            Arrays.copyOfRange(file, from, (int) Math.min(end, file.length)));
      };

  private void file(String key, String content) {
    files.put(key, content.getBytes(StandardCharsets.UTF_8));
  }

  private List<PoolLine> read(PoolSchema schema, DuplicateIds duplicates, List<Shard> shards) {
    var lines = new ArrayList<PoolLine>();
    shards.forEach(shard -> new PoolReader(source, schema, duplicates).read(shard, lines::add));
    return lines;
  }

  private List<Shard> plan(long bytes) {
    return ShardPlan.of(
        files.entrySet().stream()
            .map(f -> new PoolObject(f.getKey(), f.getValue().length))
            .toList(),
        bytes,
        source);
  }

  private static List<String> ids(List<PoolLine> lines) {
    return lines.stream()
        .filter(PoolLine.Accepted.class::isInstance)
        .map(line -> ((PoolLine.Accepted) line).item().id().value())
        .toList();
  }

  private static List<RejectedLine> rejects(List<PoolLine> lines) {
    return lines.stream()
        .filter(PoolLine.Rejected.class::isInstance)
        .map(line -> ((PoolLine.Rejected) line).line())
        .toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void read_ofJsonLinesCutAnywhere_givesEveryLineToExactlyOneShard(long seed) {
    var random = new Random(seed);
    var text = new StringBuilder();
    var expected = new ArrayList<String>();
    for (int i = 0; i < 40; i++) {
      expected.add("i" + i);
      text.append("{\"id\":\"i" + i + "\",\"text\":\"" + "é漢😀".repeat(random.nextInt(3)) + "x\"}");
      text.append(random.nextBoolean() ? "\r\n" : "\n").append(random.nextInt(4) == 0 ? "\n" : "");
    }
    file("pool.jsonl", random.nextBoolean() ? text.toString() : text.toString().stripTrailing());

    for (long size : new long[] {1, 2, 3, 7, 31, 100, 1_000_000}) {
      assertThat(ids(read(TEXTS, DuplicateIds.NONE, plan(size))))
          .as("%d bytes", size)
          .isEqualTo(expected);
    }
  }

  @Test
  void read_ofCsvWithLineBreaksInQuotes_cutsBetweenRecordsOnly() {
    var text = new StringBuilder("text,id\n");
    var expected = new ArrayList<String>();
    for (int i = 0; i < 30; i++) {
      expected.add("i" + i);
      text.append("\"a \"\"b\"\"\nc, ").append(i).append("\",i").append(i).append("\r\n");
    }
    file("pool.csv", text.toString());

    for (long size : new long[] {1, 10, 50, 1_000}) {
      List<PoolLine> lines = read(TEXTS, DuplicateIds.NONE, plan(size));
      assertThat(ids(lines)).isEqualTo(expected);
      assertThat(((PoolLine.Accepted) lines.getFirst()).item().content())
          .isEqualTo(new ItemContent.Text("a \"b\"\nc, 0"));
    }
    assertThat(plan(10)).hasSizeGreaterThan(10);
  }

  @Test
  void read_ofCsvThroughAScreen_givesWhatIsWantedOrUnusual() {
    var text = new StringBuilder("\uFEFFtext,id\n");
    var all = new ArrayList<String>();
    for (int i = 0; i < 400; i++) {
      all.add(i % 5 == 0 ? "\"" + i + "\"" : "i" + i);
      text.append("\"a \"\"b\"\"\r\nc, ").append(i).append("\",");
      text.append(i % 5 == 0 ? "\"\"\"" + i + "\"\"\"" : "i" + i).append("\n");
    }
    file("pool.csv", text.append("too,many,columns\n").toString());

    for (long size : new long[] {1, 100, 1_000_000}) {
      var lines = new ArrayList<PoolLine>();
      PoolReader reader = new PoolReader(source, TEXTS, DuplicateIds.NONE);
      for (Shard shard : plan(size)) {
        reader.read(shard, line -> line.text().endsWith("7"), lines::add);
      }
      assertThat(ids(lines)).isEqualTo(all.stream().filter(id -> id.matches("\".*|.*7")).toList());
      assertThat(rejects(lines)).hasSize(1);
    }
  }

  @Test
  void read_ofAGzipFile_isOneShard() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(
          "{\"id\":1,\"text\":\"a\"}\n{\"id\":2,\"text\":\"b\"}\n"
              .getBytes(StandardCharsets.UTF_8));
    }
    files.put("pool.jsonl.gz", bytes.toByteArray());

    assertThat(plan(1)).hasSize(1);
    assertThat(ids(read(TEXTS, DuplicateIds.NONE, plan(1)))).containsExactly("1", "2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":\"a\", | BROKEN_JSON | not JSON",
        "[1] | NOT_AN_OBJECT | must be a JSON object",
        "{\"text\":\"x\"} | MISSING_FIELD | there is no 'id'",
        "{\"id\":\"a\"} | MISSING_FIELD | there is no 'text'",
        "{\"id\":\"a\",\"text\":null} | MISSING_FIELD | there is no 'text'",
        "{\"id\":\"a\",\"text\":5} | WRONG_TYPE | must be a text, but was 5",
        "{\"id\":[],\"text\":\"x\"} | BAD_ID | must be a text or a number",
        "{\"id\":\"\",\"text\":\"x\"} | BAD_ID | 1 to 256 characters",
        "{\"id\":\"a\",\"text\":\" \"} | EMPTY_TEXT | must not be empty",
        "{\"id\":\"a\",\"text\":\"123456789012345678901\"} | TEXT_TOO_LONG | at most 20 characters, but had 21"
      })
  void read_ofABadLine_rejectsItWithItsReasonAndGoesOn(
      String bad, RejectReason reason, String part) {
    file(
        "pool.jsonl",
        "{\"id\":\"1\",\"text\":\"a\"}\n" + bad + "\n{\"id\":\"2\",\"text\":\"b\"}\n");

    List<PoolLine> lines = read(TEXTS, DuplicateIds.NONE, plan(1_000));

    assertThat(ids(lines)).containsExactly("1", "2");
    assertThat(rejects(lines)).hasSize(1);
    assertThat(rejects(lines).getFirst().reason()).isEqualTo(reason);
    assertThat(rejects(lines).getFirst().message()).contains(part);
    assertThat(rejects(lines).getFirst().line()).isEqualTo(2);
  }

  @Test
  void read_ofBytesThatAreNoUtf8_rejectsTheLine() {
    byte[] good = "{\"id\":\"1\",\"text\":\"a\"}\n".getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(good, good.length + 3);
    all[good.length] = (byte) 0xc3;
    all[good.length + 1] = '(';
    all[good.length + 2] = '\n';
    files.put("pool.jsonl", all);

    assertThat(rejects(read(TEXTS, DuplicateIds.NONE, plan(1_000))).getFirst().reason())
        .isEqualTo(RejectReason.NOT_UTF_8);
  }

  @Test
  void read_ofAnEndlessLine_keepsLittleOfItAndGoesOn() {
    file("pool.jsonl", "x".repeat(3 << 20) + "\n{\"id\":\"1\",\"text\":\"a\"}\n");

    List<PoolLine> lines = read(TEXTS, DuplicateIds.NONE, plan(1 << 30));

    assertThat(rejects(lines).getFirst().reason()).isEqualTo(RejectReason.LINE_TOO_LONG);
    assertThat(rejects(lines).getFirst().excerpt().length()).isLessThan(300);
    assertThat(ids(lines)).containsExactly("1");
  }

  @Test
  void read_ofCsvWithAWrongNumberOfColumnsOrNoNumber_rejectsTheLine() {
    file("pool.csv", "id,p1,p2\na,1,2\nb,1\nc,x,2\nd,Infinity,2\n");
    var schema = new PoolSchema("id", new ContentColumns.FeatureColumns(List.of("p1", "p2")), 20);

    List<PoolLine> lines = read(schema, DuplicateIds.NONE, plan(1_000));

    assertThat(ids(lines)).containsExactly("a");
    assertThat(rejects(lines).stream().map(RejectedLine::reason))
        .containsExactly(
            RejectReason.WRONG_NUMBER_OF_COLUMNS,
            RejectReason.NOT_A_NUMBER,
            RejectReason.NOT_A_NUMBER);
    assertThat(rejects(lines).getFirst().message()).contains("has 2 columns, but the header 3");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void read_ofDuplicatedIds_keepsTheSameLineWhateverOrderAndSplit(long seed) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "{\"id\":\"a\",\"text\":\"one\"}",
                "{\"id\":\"a\",\"text\":\"two\"}",
                "{\"id\":\"b\",\"text\":\"same\"}",
                "{\"id\":\"b\",\"text\":\"same\"}",
                "{\"id\":\"c\",\"text\":\"only\"}"));
    List<String> expected = keptTexts(lines, 1_000);
    Collections.shuffle(lines, new Random(seed));

    assertThat(keptTexts(lines, 1_000)).isEqualTo(expected).hasSize(3);
    assertThat(keptTexts(lines, 20)).isEqualTo(expected);
  }

  private List<String> keptTexts(List<String> lines, long bytes) {
    file("pool.jsonl", String.join("\n", lines));
    List<Shard> shards = plan(bytes);
    var occurrences = new ArrayList<DuplicateIds.Occurrence>();
    for (Shard shard : shards) {
      for (PoolLine line : read(TEXTS, DuplicateIds.NONE, List.of(shard))) {
        var accepted = (PoolLine.Accepted) line;
        if (!accepted.item().id().value().equals("c")) {
          occurrences.add(
              new DuplicateIds.Occurrence(
                  DuplicateIds.hash(accepted.item().id()), accepted.contentHash(), shard.index()));
        }
      }
    }
    return read(TEXTS, DuplicateIds.of(occurrences), shards).stream()
        .filter(PoolLine.Accepted.class::isInstance)
        .map(line -> ((PoolLine.Accepted) line).item().content().toString())
        .sorted()
        .toList();
  }

  @Test
  void header_withPatterns_resolvesTheColumnsInTheFilesOrder() {
    file("pool.csv", "id,p2,p10,label,p1\n");

    PoolHeader header = PoolHeader.read(source, new PoolObject("pool.csv", 20));

    assertThat(header.matching(List.of("p*"))).containsExactly("p2", "p10", "p1");
    assertThat(header.matching(List.of("p1", "label"))).containsExactly("label", "p1");
    assertThat(header.matching(List.of("q*"))).isEmpty();
  }

  @Test
  void truth_isReadApart() {
    file(
        "pool.jsonl",
        "{\"id\":\"a\",\"text\":\"x\",\"label\":\"yes\"}\n{\"id\":\"b\",\"text\":\"x\"}\n");
    var labels = new TreeMap<String, String>();

    plan(1_000)
        .forEach(
            shard ->
                new TruthReader(source, "id", "label")
                    .read(shard, (id, label) -> labels.put(id.value(), label)));

    assertThat(labels).isEqualTo(Map.of("a", "yes"));
  }
}
