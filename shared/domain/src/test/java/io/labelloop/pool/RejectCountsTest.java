package io.labelloop.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RejectCountsTest {
  private static RejectedLine line(RejectReason reason, String column) {
    return new RejectedLine(
        "pool.csv", 1, reason, Optional.of(column).filter(c -> !c.isEmpty()), "no", "x");
  }

  private static RejectCounts counts(RejectedLine... lines) {
    var counter = new RejectCounts.Counter();
    for (RejectedLine line : lines) {
      counter.add(line);
    }
    return counter.counts();
  }

  @Test
  void counts_ofSomeLines_areByReasonAndByColumn() {
    RejectCounts counts =
        counts(
            line(RejectReason.NOT_A_NUMBER, "y"),
            line(RejectReason.BROKEN_JSON, ""),
            line(RejectReason.WRONG_TYPE, "x"),
            line(RejectReason.NOT_A_NUMBER, "x"),
            line(RejectReason.NOT_A_NUMBER, "x"),
            line(RejectReason.MISSING_FIELD, "a"));

    assertThat(counts.byReason())
        .isEqualTo(
            Map.of(
                RejectReason.NOT_A_NUMBER, 3L,
                RejectReason.BROKEN_JSON, 1L,
                RejectReason.WRONG_TYPE, 1L,
                RejectReason.MISSING_FIELD, 1L));
    assertThat(counts.lines()).isEqualTo(6);
    assertThat(counts.linesWithoutColumn()).isEqualTo(1);
    // the most lines first, then by name
    assertThat(counts.columns())
        .extracting(RejectCounts.Column::name, RejectCounts.Column::reasonsInWords)
        .containsExactly(
            tuple("x", "2 NOT_A_NUMBER, 1 WRONG_TYPE"),
            tuple("a", "1 MISSING_FIELD"),
            tuple("y", "1 NOT_A_NUMBER"));
  }

  @Test
  void counts_ofNothing_areNone() {
    assertThat(counts()).isEqualTo(RejectCounts.NONE);
    assertThat(RejectCounts.NONE.lines()).isZero();
    assertThat(RejectCounts.NONE.columns()).isEmpty();
  }

  @Test
  void counts_ofMoreColumnsThanAreKept_putTheOthersTogetherAndLoseNoLine() {
    var counter = new RejectCounts.Counter();
    int columns = RejectCounts.MAX_COLUMNS + 7;
    for (int time = 0; time < 2; time++) {
      for (int i = 0; i < columns; i++) {
        counter.add(line(RejectReason.NOT_A_NUMBER, "vector[" + i + "]"));
      }
    }
    RejectCounts counts = counter.counts();

    assertThat(counts.byColumn()).hasSize(RejectCounts.MAX_COLUMNS + 1);
    assertThat(counts.column("vector[999]").lines()).isEqualTo(2);
    assertThat(counts.column("vector[1000]").lines()).isZero();
    assertThat(counts.column(RejectCounts.OTHER_COLUMNS).lines()).isEqualTo(14);
    assertThat(counts.lines()).isEqualTo(2L * columns);
    assertThat(counts.linesWithoutColumn()).isZero();
  }

  @Test
  void plus_ofMoreColumnsThanAreKept_keepsThoseOfTheFirst() {
    var first = new RejectCounts.Counter();
    var second = new RejectCounts.Counter();
    for (int i = 0; i < 600; i++) {
      first.add(line(RejectReason.NOT_A_NUMBER, "z" + i));
      second.add(line(RejectReason.WRONG_TYPE, "a" + i));
    }
    RejectCounts both = first.counts().plus(second.counts());

    assertThat(both.byColumn()).hasSize(RejectCounts.MAX_COLUMNS + 1);
    assertThat(both.byColumn()).containsKeys("z0", "z599");
    assertThat(both.column(RejectCounts.OTHER_COLUMNS).lines()).isEqualTo(200);
    assertThat(both.lines()).isEqualTo(1_200);
    assertThat(both.linesWithoutColumn()).isZero();
    assertThat(both.plus(RejectCounts.NONE)).isEqualTo(both);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void plus_ofParts_isTheCountOfTheWhole(long seed) {
    var random = new Random(seed);
    var whole = new RejectCounts.Counter();
    RejectCounts sum = RejectCounts.NONE;
    for (int part = 0; part < 5; part++) {
      var own = new RejectCounts.Counter();
      for (int i = random.nextInt(20); i > 0; i--) {
        RejectReason[] reasons = RejectReason.values();
        RejectedLine line =
            line(
                reasons[random.nextInt(reasons.length)],
                random.nextBoolean() ? "c" + random.nextInt(4) : "");
        whole.add(line);
        own.add(line);
      }
      sum = sum.plus(own.counts());
    }
    assertThat(sum).isEqualTo(whole.counts());
  }
}
