package io.labelloop.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ConllRecordsTest {
  private static final PoolSchema TOKENS =
      new PoolSchema("id", new ContentColumns.TokensColumn("tokens"), 100);

  private byte[] file = new byte[0];
  private String key = "pool/news.conll";

  private RangeSource source() {
    return (name, start, end) -> {
      int from = (int) Math.min(start, file.length);
      return new ByteArrayInputStream(
          Arrays.copyOfRange(file, from, (int) Math.min(end, file.length)));
    };
  }

  private List<PoolLine> read(List<Shard> shards) {
    var lines = new ArrayList<PoolLine>();
    shards.forEach(
        shard -> new PoolReader(source(), TOKENS, DuplicateIds.NONE).read(shard, lines::add));
    return lines;
  }

  private List<Shard> plan(long bytes) {
    return ShardPlan.of(List.of(new PoolObject(key, file.length)), bytes, source());
  }

  private static Map<String, String> sentences(List<PoolLine> lines) {
    var sentences = new LinkedHashMap<String, String>();
    for (PoolLine line : lines) {
      if (line instanceof PoolLine.Accepted accepted
          && accepted.item().content() instanceof ItemContent.Tokens tokens) {
        assertThat(sentences.put(accepted.item().id().value(), tokens.text())).isNull();
      }
    }
    return sentences;
  }

  private static List<RejectedLine> rejects(List<PoolLine> lines) {
    return lines.stream()
        .filter(PoolLine.Rejected.class::isInstance)
        .map(line -> ((PoolLine.Rejected) line).line())
        .toList();
  }

  @Test
  void read_ofSentences_takesFirstColumnsAndIdsFromCommentsOrPlaces() {
    file =
        """
        # source = a newspaper
        # id = first
        Ada\tB-person
        #\tO
        wrote\tO

        -DOCSTART- -X- O

        # wrote O

        Turin NNP B-place
        """
            .getBytes(StandardCharsets.UTF_8);
    assertThat(sentences(read(plan(1000))))
        .containsExactly(
            Map.entry("first", "Ada # wrote"),
            Map.entry("news.conll:80", "#"),
            Map.entry("news.conll:91", "Turin"));
  }

  @Test
  void read_ofAFileCutAtAnyByte_givesEverySentenceAndLineToExactlyOneShard() {
    file =
        "\n\nA\tO\nbé\tO\r\n\r\n\n# id = x\nc\tB-p\n \nd\tO\ne\tO\nf\tO\ng\tO\n\nh\tO\n\n\n\ni\tO\nj\tO"
            .getBytes(StandardCharsets.UTF_8);
    Map<String, String> whole = sentences(read(plan(1000)));
    assertThat(whole.values()).containsExactly("A bé", "c", "d e f g", "h", "i j");
    for (int cut = 1; cut < file.length; cut++) {
      List<Shard> shards = plan(cut);
      assertThat(sentences(read(shards))).as("shards of %d bytes", cut).isEqualTo(whole);
      long lines =
          shards.stream()
              .mapToLong(
                  shard ->
                      new PoolReader(source(), TOKENS, DuplicateIds.NONE).read(shard, line -> {}))
              .sum();
      assertThat(lines).as("lines in shards of %d bytes", cut).isEqualTo(20);
    }
  }

  @Test
  void read_ofAGzipFile_isTheSame() throws IOException {
    byte[] plain = "a\tO\n\nb\tO\n".getBytes(StandardCharsets.UTF_8);
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    file = bytes.toByteArray();
    key = "pool/news.conll.gz";
    assertThat(sentences(read(plan(5))).values()).containsExactly("a", "b");
  }

  @Test
  void read_ofABadSentence_rejectsItWithItsFirstLineAndGoesOn() {
    file =
        ("ok\tO\n\nhalf\tO\ntagged\n\n"
                + "x\tO\n".repeat(300_000)
                + "\n"
                + "y".repeat(101)
                + "\tO\n\nend\tO\n")
            .getBytes(StandardCharsets.UTF_8);
    List<PoolLine> lines = read(plan(1 << 30));
    assertThat(sentences(lines).values()).containsExactly("ok", "end");
    assertThat(rejects(lines))
        .extracting(RejectedLine::line, RejectedLine::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(3L, RejectReason.WRONG_NUMBER_OF_COLUMNS),
            org.assertj.core.groups.Tuple.tuple(6L, RejectReason.LINE_TOO_LONG),
            org.assertj.core.groups.Tuple.tuple(300_007L, RejectReason.TEXT_TOO_LONG));
  }

  @Test
  void read_ofTokensInJsonLines_refusesWhatIsNoToken() {
    key = "pool/news.jsonl";
    file =
        """
        {"id":"a","tokens":["x","y"]}
        {"id":"b","tokens":[]}
        {"id":"c","tokens":"x y"}
        {"id":"d","tokens":["x"," "]}
        """
            .getBytes(StandardCharsets.UTF_8);
    List<PoolLine> lines = read(plan(1000));
    assertThat(sentences(lines)).containsExactly(Map.entry("a", "x y"));
    assertThat(rejects(lines))
        .extracting(RejectedLine::message)
        .satisfiesExactly(
            m -> assertThat(m).contains("at least one token"),
            m -> assertThat(m).contains("must be an array of tokens, but was \"x y\""),
            m -> assertThat(m).contains("'tokens[1]' must be a text that is not blank"));
  }

  @Test
  void truth_ofTags_isReadApart() {
    file = "# id = s\nAda\tB-person\n\n# id = t\nuntagged\n".getBytes(StandardCharsets.UTF_8);
    var tags = new LinkedHashMap<ItemId, List<String>>();
    new TruthReader(source(), "id", "tags").readTags(plan(1000).getFirst(), tags::put);
    assertThat(tags).containsExactly(Map.entry(new ItemId("s"), List.of("B-person")));
  }
}
