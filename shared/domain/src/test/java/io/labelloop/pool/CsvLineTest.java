package io.labelloop.pool;

import static io.labelloop.pool.ScannerJudge.id;
import static io.labelloop.pool.ScannerJudge.scan;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLineTest {
  private static final List<String> HEADER = List.of("label", "id", "text", "p1", "p2");
  private static final PoolSchema TEXTS =
      new PoolSchema("id", new ContentColumns.TextColumn("text"), 60);
  private static final PoolSchema COLUMNS =
      new PoolSchema("id", new ContentColumns.FeatureColumns(List.of("p2", "p1")), 60);

  @Test
  void scan_ofAText_findsIdAndCharacters() {
    CsvLine line = CsvLine.of(TEXTS, HEADER);

    assertThat(scan(line, "é,\"i7\",\"a \"\"b\"\"\nc é😀\\\",,\"x\"\r")).isTrue();
    assertThat(id(line)).isEqualTo("i7");
    assertThat(line.text()).isEqualTo("a \"b\"\nc é😀\\");
    assertThat(scan(line, ",12, b ,,")).isTrue();
    assertThat(id(line)).isEqualTo("12");
    assertThat(line.text()).isEqualTo(" b ");
  }

  @Test
  void scan_ofNumbers_givesThemInTheOrderOfTheColumns() {
    CsvLine line = CsvLine.of(COLUMNS, HEADER);

    assertThat(scan(line, "x,1,,0.1,\"-2.5e-3\"")).isTrue();
    assertThat(line.values()).containsExactly(-2.5e-3, 0.1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a,i",
        "a,i,t,1,2,3",
        "a,,t,1,2",
        "a,i,,1,2",
        "a,i, ,1,2",
        "a,i,t\"t,1,2",
        "a,i,\"t\"t,1,2",
        "a,i,\"t,1,2",
        "a,i,t\rt,1,2",
        "a,\"i\"\"j\",t,1,2",
        "\uFEFFa,i,t,1,2"
      })
  void scan_ofARecordThatIsWrongOrUncommon_leavesItToTheOrdinaryReader(String record) {
    assertThat(scan(CsvLine.of(TEXTS, HEADER), record)).isFalse();
  }

  @Test
  void scan_withoutTheColumns_isSureOfNothing() {
    assertThat(scan(CsvLine.of(TEXTS, List.of("id", "body")), "1,a")).isFalse();
    assertThat(scan(CsvLine.of(TEXTS, List.of("id", "text")), "1,a")).isTrue();
    // the last of two counts, as for the ordinary reader
    CsvLine line = CsvLine.of(TEXTS, List.of("id", "text", "text"));
    assertThat(scan(line, "1,a,b")).isTrue();
    assertThat(line.text()).isEqualTo("b");
  }

  @Test
  void scan_ofTexts_isSureOfNothingThatTheOrdinaryReaderSeesOtherwise() {
    new ScannerJudge(TEXTS, PoolFormat.CSV, String.join(",", HEADER) + "\n")
        .assertNeverWrong(CsvLine.of(TEXTS, HEADER), new Fuzz(1)::record);
  }

  @Test
  void scan_ofColumns_isSureOfNothingThatTheOrdinaryReaderSeesOtherwise() {
    new ScannerJudge(COLUMNS, PoolFormat.CSV, String.join(",", HEADER) + "\n")
        .assertNeverWrong(CsvLine.of(COLUMNS, HEADER), new Fuzz(2)::record);
  }

  /** Records as they come and as they should not, a fifth of them damaged. */
  private record Fuzz(SplittableRandom random) {
    private static final String[] PIECES = {
      "a", "the", " ", "é", "漢", "😀", "\"\"", ",", "\n", "\r\n", "\\", "\u00a0", "\u0001", "\u007f"
    };
    private static final String[] NUMBERS = {
      "0",
      "-0",
      "1",
      "-1.5",
      "1e3",
      "+1",
      ".5",
      "5.",
      "007",
      " 2",
      "1e400",
      "NaN",
      "",
      "0x1p3",
      "1f",
      "-0.0",
      "0.30000000000000004",
      "12345678901234567890"
    };

    Fuzz(long seed) {
      this(new SplittableRandom(seed));
    }

    byte[] record() {
      String record =
          String.join(
              ",",
              field(pieces(3)),
              field(random.nextInt(9) == 0 ? pieces(2) : "i" + random.nextInt(99)),
              field(random.nextInt(9) == 0 ? "" : "x" + pieces(9)),
              field(number()),
              field(number()));
      byte[] bytes =
          (record + (random.nextInt(4) == 0 ? "\r" : "")).getBytes(StandardCharsets.UTF_8);
      if (random.nextInt(5) == 0) {
        bytes[random.nextInt(bytes.length)] = (byte) damage();
      }
      return bytes;
    }

    private int damage() {
      return random.nextBoolean() ? "\",\r".charAt(random.nextInt(3)) : random.nextInt(256);
    }

    private String number() {
      return random.nextInt(3) == 0
          ? NUMBERS[random.nextInt(NUMBERS.length)]
          : String.valueOf(random.nextInt(-999, 999) / 100.0);
    }

    private String pieces(int most) {
      var text = new StringBuilder();
      for (int i = random.nextInt(most + 1); i > 0; i--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      return text.toString();
    }

    /** In quotes where it needs them, and sometimes where it does not. */
    private String field(String content) {
      boolean needed = content.matches("(?s).*[\",\r\n].*");
      return needed || random.nextInt(4) == 0 ? '"' + content + '"' : content;
    }
  }
}
