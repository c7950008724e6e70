package io.labelloop.pool;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A line as it was read.
 *
 * @param number counted from 1 within the shard
 * @param text what could be read of it
 * @param problem what is wrong with its bytes, if anything
 */
record RawLine(long number, String text, Optional<RejectReason> problem) {
  /** The line that {@code lines} stands at. */
  static RawLine of(ByteLines lines) {
    byte[] content = lines.bytes();
    int from = lines.from();
    int length = lines.to() - from;
    if (length > 0 && content[lines.to() - 1] == '\r') {
      length--;
    }
    if (lines.tooLong()) {
      return new RawLine(
          lines.number(),
          lenient(content, from, Math.min(length, 400)),
          Optional.of(RejectReason.LINE_TOO_LONG));
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(content, from, length))
              .toString();
      // a byte order mark is no part of the text
      return new RawLine(
          lines.number(), text.startsWith("\uFEFF") ? text.substring(1) : text, Optional.empty());
    } catch (CharacterCodingException e) {
      return new RawLine(
          lines.number(), lenient(content, from, length), Optional.of(RejectReason.NOT_UTF_8));
    }
  }

  boolean isBlank() {
    return problem.isEmpty() && text.isBlank();
  }

  private static String lenient(byte[] content, int from, int length) {
    return new String(content, from, length, StandardCharsets.UTF_8);
  }
}
