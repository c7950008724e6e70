package io.labelloop.pool;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Files as they come and as they should not: parts of good files one after another, with bytes that
 * were changed, taken away, repeated, or put in of those that parsers stumble over.
 */
final class FileFuzz {
  private static final List<byte[]> STUMBLING =
      List.of(
          bytes("\""),
          bytes("\"\""),
          bytes("\n"),
          bytes("\r"),
          bytes("\r\n"),
          bytes("\n\n"),
          bytes(","),
          bytes(";"),
          bytes("\t"),
          bytes(" "),
          bytes("\u0000"),
          bytes("\uFEFF"),
          bytes("\u2028"),
          bytes("\u202E"),
          bytes("\\"),
          bytes("\\u"),
          bytes("\\ud800"),
          bytes("{"),
          bytes("}"),
          bytes("[[[[[[[["),
          bytes("{\"a\":{\"a\":{\"a\":"),
          bytes(":"),
          bytes("#"),
          bytes("# id = "),
          bytes("# id ="),
          bytes("-DOCSTART- O\n"),
          bytes("=cmd|' /C calc'!A0"),
          bytes("../../x"),
          bytes("<script>"),
          bytes("&lol;"),
          bytes("]]>"),
          bytes("1e999"),
          bytes("-"),
          bytes("null"),
          new byte[] {(byte) 0xC3},
          new byte[] {(byte) 0xFF, (byte) 0xFE},
          new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
          new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
          new byte[] {0x1f, (byte) 0x8b});

  private final List<byte[]> parts;
  private final SplittableRandom random;

  /**
   * @param parts what good files are made of
   */
  FileFuzz(long seed, List<String> parts) {
    this.parts = parts.stream().map(FileFuzz::bytes).toList();
    this.random = new SplittableRandom(seed);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The next file. */
  byte[] file() {
    var file = new ByteArrayOutputStream();
    file.writeBytes(parts.getFirst());
    int more = random.nextInt(8);
    for (int i = 0; i < more; i++) {
      file.writeBytes(parts.get(random.nextInt(parts.size())));
    }
    byte[] content = file.toByteArray();
    int changes = random.nextInt(5);
    for (int i = 0; i < changes; i++) {
      content = changed(content);
    }
    return content;
  }

  private byte[] changed(byte[] before) {
    int at = random.nextInt(before.length + 1);
    int to = Math.min(before.length, at + random.nextInt(12));
    var after = new ByteArrayOutputStream();
    after.write(before, 0, at);
    switch (random.nextInt(4)) {
      case 0 -> {
        // taken away
      }
      case 1 -> {
        after.write(before, at, to - at);
        after.write(before, at, to - at);
      }
      case 2 -> {
        after.write(random.nextInt(256));
        after.write(before, at, to - at);
      }
      default -> {
        after.writeBytes(STUMBLING.get(random.nextInt(STUMBLING.size())));
        after.write(before, at, to - at);
      }
    }
    after.write(before, to, before.length - to);
    return after.toByteArray();
  }
}
