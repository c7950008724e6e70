package io.labelloop.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolRedactionTest {
  private static final PoolSchema TEXTS =
      new PoolSchema("id", new ContentColumns.TextColumn("text"), 60);
  private static final PoolSchema SENTENCES =
      new PoolSchema("id", new ContentColumns.TokensColumn("tokens"), 60);

  private static String redacted(PoolSchema schema, String key, String item, String file)
      throws IOException {
    byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
    byte[] left = new PoolRedaction(schema, new ItemId(item)).of(key, bytes).orElseThrow();
    assertThat(left).hasSameSizeAs(bytes);
    return new String(left, StandardCharsets.UTF_8);
  }

  private static List<PoolLine> read(PoolSchema schema, String key, String file) {
    byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
    var lines = new ArrayList<PoolLine>();
    var shard =
        new Shard(
            0,
            key,
            0,
            bytes.length,
            bytes.length,
            PoolFormat.of(key).orElseThrow(),
            Compression.NONE);
    new PoolReader(
            (name, start, end) ->
                new ByteArrayInputStream(bytes, (int) start, (int) (bytes.length - start)),
            schema,
            DuplicateIds.NONE)
        .read(shard, lines::add);
    return lines;
  }

  @Test
  void of_aLineOfJson_leavesEveryOtherByte() throws IOException {
    String before =
        "{\"id\":\"a\",\"text\":\"Caf\\u00e9 \\\"Zo\u00eb\\\" called\",\"n\":1.50}\r\n{\"id\":\"b\",\"text\":\"x\"}";
    assertThat(redacted(TEXTS, "p.jsonl", "a", before).replaceAll(" +,", ","))
        .isEqualTo(
            "{\"id\":\"a\",\"text\":\"[forgotten]\",\"n\":1.50}\r\n{\"id\":\"b\",\"text\":\"x\"}");
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "9", "10", "11", "12", "13", "40"})
  void of_aTextOfAnyLength_leavesAnItemWithTheSameId(int length) throws IOException {
    String text = "q".repeat(length);
    for (String file :
        List.of(
            "{\"id\":\"a\",\"text\":\"" + text + "\"}\n",
            "id,text,truth\na," + text + ",x\n",
            "id,text,truth\r\na,\"" + text + "\",x\r\n")) {
      String key = file.startsWith("{") ? "p.jsonl" : "p.csv";
      String left = redacted(TEXTS, key, "a", file);
      assertThat(left).doesNotContain(text + "\"").doesNotContain("," + text);
      assertThat(read(TEXTS, key, left))
          .singleElement()
          .isInstanceOfSatisfying(
              PoolLine.Accepted.class,
              line -> assertThat(line.item().id()).isEqualTo(new ItemId("a")));
    }
  }

  @Test
  void of_theLongestTextInACsvFile_isNotTooLongAfterwards() throws IOException {
    String file = "id,text\na," + "\u6f22".repeat(60) + "\n";
    assertThat(read(TEXTS, "p.csv", redacted(TEXTS, "p.csv", "a", file)))
        .singleElement()
        .isInstanceOf(PoolLine.Accepted.class);
  }

  @Test
  void of_aCsvFieldWithCommasQuotesAndLineBreaks_fillsTheFieldAlone() throws IOException {
    String before = "text,id\n\"She said \"\"no\"\", then\nleft\",\"a\"\nother,b\n";
    String left = redacted(TEXTS, "p.csv", "a", before);
    assertThat(left).doesNotContain("She").doesNotContain("left").endsWith("\",\"a\"\nother,b\n");
    assertThat(read(TEXTS, "p.csv", left)).hasSize(2);
  }

  @Test
  void of_anItemThatIsNamedByItsPlace_keepsThePlaces() throws IOException {
    String before = "{\"text\":\"one secret here\"}\n{\"text\":\"another secret\"}\n";
    String left = redacted(TEXTS, "m.manifest", "m.manifest:27", before);
    assertThat(left).contains("one secret here").doesNotContain("another");
  }

  @Test
  void of_aSentence_leavesTagsAndCountsOfTokens() throws IOException {
    String before =
        "# id = s1\n# text = Zo\u00eb lives in Graz\nZo\u00eb\tB-person\nlives\tO\nin\tO\nGraz\tB-place\n\nHi O\nBob B-person\n";
    String left = redacted(SENTENCES, "p.conll", "s1", before);
    assertThat(left).doesNotContain("Zo").doesNotContain("Graz").doesNotContain("lives");
    assertThat(left).contains("# id = s1", "\tB-person\n", "\tB-place\n", "Bob B-person");
    assertThat(read(SENTENCES, "p.conll", left)).hasSize(2);
    String second = "p.conll:" + before.getBytes(StandardCharsets.UTF_8).length;
    int start = before.substring(0, before.indexOf("Hi O")).getBytes(StandardCharsets.UTF_8).length;
    assertThat(second).isNotEqualTo("p.conll:" + start);
    assertThat(redacted(SENTENCES, "p.conll", "p.conll:" + start, before))
        .contains("Graz")
        .doesNotContain("Bob");
  }

  @Test
  void of_tokensInJson_fillsEachToken() throws IOException {
    String before = "{\"id\":7,\"tokens\":[\"Zo\u00eb\",\"sings\"],\"tags\":[\"B-person\",\"O\"]}";
    String left = redacted(SENTENCES, "p.jsonl", "7", before);
    assertThat(left).doesNotContain("sings").contains("B-person");
    assertThat(read(SENTENCES, "p.jsonl", left))
        .singleElement()
        .isInstanceOf(PoolLine.Accepted.class);
  }

  @Test
  void of_aCompressedFile_isCompressedAgain() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(
          "{\"id\":\"a\",\"text\":\"something private\"}\n".getBytes(StandardCharsets.UTF_8));
    }
    byte[] left =
        new PoolRedaction(TEXTS, new ItemId("a"))
            .of("p.jsonl.gz", bytes.toByteArray())
            .orElseThrow();
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(left))) {
      assertThat(new String(gzip.readAllBytes(), StandardCharsets.UTF_8))
          .contains("[forgotten]")
          .doesNotContain("private");
    }
  }

  @Test
  void of_aFileWithoutTheItem_isNothing() throws IOException {
    assertThat(
            new PoolRedaction(TEXTS, new ItemId("z"))
                .of(
                    "p.jsonl",
                    "{\"id\":\"a\",\"text\":\"z\"}\nno json\n".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Optional.empty());
  }

  @Test
  void new_ofAPoolOfNumbers_isRefused() {
    var numbers = new PoolSchema("id", new ContentColumns.FeatureColumns(List.of("x")), 60);
    assertThatThrownBy(() -> new PoolRedaction(numbers, new ItemId("a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("texts or sentences");
    assertThat(PoolRedaction.takes("p.parquet")).isFalse();
    assertThat(PoolRedaction.takes("p.jsonl.zst")).isFalse();
    assertThat(PoolRedaction.takes("p.csv.gz")).isTrue();
  }
}
