package io.labelloop.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLineTest {
  /** How many lines each kind of pool gets: {@code -Dlabelloop.fuzz=10000000} for a long night. */
  private static final int LINES = Integer.getInteger("labelloop.fuzz", 200_000) / 3;

  private static final PoolSchema TEXTS =
      new PoolSchema("id", new ContentColumns.TextColumn("text"), 60);
  private static final PoolSchema COLUMNS =
      new PoolSchema("id", new ContentColumns.FeatureColumns(List.of("p1", "p2")), 60);
  private static final PoolSchema ARRAYS =
      new PoolSchema("id", new ContentColumns.EmbeddingColumn("v", 3), 60);

  @Test
  void scan_ofAText_findsIdAndCharacters() {
    JsonLine line = JsonLine.of(TEXTS);

    assertThat(
            scan(line, "{\"x\":{\"a\":[1,{}]},\"id\":\"i7\",\"text\":\"a\\u00e9\\n😀 \\\"b\\\"\"}"))
        .isTrue();
    assertThat(id(line)).isEqualTo("i7");
    assertThat(text(line)).isEqualTo("aé\n😀 \"b\"");
    assertThat(scan(line, "{\"text\":\"b\",\"id\":12}\r")).isTrue();
    assertThat(id(line)).isEqualTo("12");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[1]",
        "{\"id\":\"a\"}",
        "{\"text\":\"a\"}",
        "{\"id\":\"a\",\"text\":\"b\"",
        "{\"id\":\"a\",\"text\":\"b\"} x",
        "{\"id\":\"a\",\"text\":\"b\",}",
        "{\"id\":\"a\",\"text\":\"b\",\"id\":\"c\"}",
        "{\"id\":\"a\",\"text\":\"b\",\"m\":{\"x\":1,\"x\":2}}",
        "{\"id\":\"a\",\"text\":\" \\u2003\"}",
        "{\"id\":\"a\",\"text\":\"b\\x\"}",
        "{\"id\":\"\",\"text\":\"b\"}",
        "{\"id\":1.50,\"text\":\"b\"}",
        "{\"id\":007,\"text\":\"b\"}",
        "{\"id\":\"a\",\"text\":5}"
      })
  void scan_ofALineThatIsWrongOrUncommon_leavesItToTheOrdinaryReader(String line) {
    assertThat(scan(JsonLine.of(TEXTS), line)).isFalse();
  }

  @Test
  void scan_ofNumbers_isAsExactAsJava() {
    JsonLine line = JsonLine.of(ARRAYS);

    assertThat(scan(line, "{\"id\":1,\"v\":[0.1, -2.5e-3 ,9007199254740993]}")).isTrue();
    assertThat(line.values()).containsExactly(0.1, -2.5e-3, Double.parseDouble("9007199254740993"));
    assertThat(scan(line, "{\"id\":1,\"v\":[1,2]}")).isFalse();
    assertThat(scan(line, "{\"id\":1,\"v\":[1,2,1e309]}")).isFalse();
  }

  @Test
  void scan_ofTexts_isSureOfNothingThatTheOrdinaryReaderSeesOtherwise() {
    assertNeverWrong(TEXTS, 1);
  }

  @Test
  void scan_ofColumns_isSureOfNothingThatTheOrdinaryReaderSeesOtherwise() {
    assertNeverWrong(COLUMNS, 2);
  }

  @Test
  void scan_ofArrays_isSureOfNothingThatTheOrdinaryReaderSeesOtherwise() {
    assertNeverWrong(ARRAYS, 3);
  }

  /** What Jackson makes of a line decides; the scanner may only be sure of the same. */
  private static void assertNeverWrong(PoolSchema schema, long seed) {
    JsonLineFuzz fuzz = new JsonLineFuzz(seed);
    JsonLine line = JsonLine.of(schema);
    int items = 0;
    int sure = 0;
    for (int i = 0; i < LINES; i++) {
      byte[] bytes = fuzz.line();
      // surrounded by what must not be looked at
      byte[] surrounded = new byte[bytes.length + 8];
      Arrays.fill(surrounded, (byte) '"');
      System.arraycopy(bytes, 0, surrounded, 3, bytes.length);
      List<PoolLine> judged = ordinary(schema, bytes);
      boolean accepted = judged.size() == 1 && judged.getFirst() instanceof PoolLine.Accepted;
      items += accepted ? 1 : 0;
      if (line.scan(surrounded, 3, 3 + bytes.length)) {
        sure++;
        assertThat(accepted).as(() -> "line " + shown(bytes) + " of seed " + seed).isTrue();
        Item item = ((PoolLine.Accepted) judged.getFirst()).item();
        assertThat(id(line)).isEqualTo(item.id().value());
        assertThat(new SeededOrder(7, "x").placeOf(line))
            .isEqualTo(new SeededOrder(7, "x").placeOf(item.id()));
        switch (item.content()) {
          case ItemContent.Text text -> assertThat(text(line)).isEqualTo(text.text());
          case ItemContent.Features features ->
              assertThat(line.values()).isEqualTo(features.values().toArray());
          case ItemContent.Tokens tokens -> throw new AssertionError(tokens);
        }
      }
    }
    assertThat((double) sure / items).as("%d of %d", sure, items).isGreaterThan(.5);
    assertThat(items).isGreaterThan(LINES / 20);
  }

  private static List<PoolLine> ordinary(PoolSchema schema, byte[] bytes) {
    var lines = new ArrayList<PoolLine>();
    var shard =
        new Shard(
            0,
            "pool.jsonl",
            0,
            bytes.length,
            bytes.length,
            PoolFormat.JSON_LINES,
            Compression.NONE);
    new PoolReader((key, start, end) -> new ByteArrayInputStream(bytes), schema, DuplicateIds.NONE)
        .read(shard, lines::add);
    return lines;
  }

  private static boolean scan(JsonLine line, String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return line.scan(bytes, 0, bytes.length);
  }

  private static String id(JsonLine line) {
    return new String(
        line.bytes(), line.idFrom(), line.idTo() - line.idFrom(), StandardCharsets.UTF_8);
  }

  private static String text(JsonLine line) {
    return line.text();
  }

  private static String shown(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
