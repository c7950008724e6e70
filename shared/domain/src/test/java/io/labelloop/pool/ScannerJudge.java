package io.labelloop.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Compares a scanner with the ordinary reader, whose word counts.
 *
 * @param head what stands in the file before the line
 */
record ScannerJudge(PoolSchema schema, PoolFormat format, String head) {
  /** How many lines each kind of pool gets: {@code -Dlabelloop.fuzz=10000000} for a long night. */
  static final int LINES = Integer.getInteger("labelloop.fuzz", 200_000) / 3;

  /** Fails where the scanner is sure of what the ordinary reader sees otherwise. */
  void assertNeverWrong(LineScanner line, Supplier<byte[]> fuzz) {
    int items = 0;
    int sure = 0;
    for (int i = 0; i < LINES; i++) {
      byte[] bytes = fuzz.get();
      // surrounded by what must not be looked at
      byte[] surrounded = new byte[bytes.length + 8];
      Arrays.fill(surrounded, (byte) '"');
      System.arraycopy(bytes, 0, surrounded, 3, bytes.length);
      List<PoolLine> judged = ordinary(bytes);
      boolean accepted = judged.size() == 1 && judged.getFirst() instanceof PoolLine.Accepted;
      items += accepted ? 1 : 0;
      if (line.scan(surrounded, 3, 3 + bytes.length)) {
        sure++;
        assertThat(accepted).as(() -> "line " + new String(bytes, StandardCharsets.UTF_8)).isTrue();
        assertSame(line, ((PoolLine.Accepted) judged.getFirst()).item());
      }
    }
    assertThat((double) sure / items).as("%d of %d", sure, items).isGreaterThan(.5);
    assertThat(items).isGreaterThan(LINES / 20);
  }

  private static void assertSame(ScannedLine line, Item item) {
    assertThat(id(line)).isEqualTo(item.id().value());
    assertThat(new SeededOrder(7, "x").placeOf(line))
        .isEqualTo(new SeededOrder(7, "x").placeOf(item.id()));
    switch (item.content()) {
      case ItemContent.Text text -> assertThat(line.text()).isEqualTo(text.text());
      case ItemContent.Features features ->
          assertThat(line.values()).isEqualTo(features.values().toArray());
      case ItemContent.Tokens tokens -> throw new AssertionError(tokens);
    }
  }

  private List<PoolLine> ordinary(byte[] line) {
    byte[] before = head.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = Arrays.copyOf(before, before.length + line.length);
    System.arraycopy(line, 0, bytes, before.length, line.length);
    var lines = new ArrayList<PoolLine>();
    var shard = new Shard(0, "pool", 0, bytes.length, bytes.length, format, Compression.NONE);
    new PoolReader((key, start, end) -> new ByteArrayInputStream(bytes), schema, DuplicateIds.NONE)
        .read(shard, lines::add);
    return lines;
  }

  /** Scans a text. */
  static boolean scan(LineScanner line, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return line.scan(bytes, 0, bytes.length);
  }

  /** The id that was found. */
  static String id(ScannedLine line) {
    return new String(
        line.bytes(), line.idFrom(), line.idTo() - line.idFrom(), StandardCharsets.UTF_8);
  }
}
