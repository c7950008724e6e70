package io.labelloop.pool;

import static io.labelloop.pool.ScannerJudge.id;
import static io.labelloop.pool.ScannerJudge.scan;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLineTest {
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
    assertThat(line.text()).isEqualTo("aé\n😀 \"b\"");
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

  private static void assertNeverWrong(PoolSchema schema, long seed) {
    var judge = new ScannerJudge(schema, PoolFormat.JSON_LINES, "");
    judge.assertNeverWrong(JsonLine.of(schema), new JsonLineFuzz(seed)::line);
  }
}
