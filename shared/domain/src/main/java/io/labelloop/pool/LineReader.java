package io.labelloop.pool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads lines of UTF-8 with bounded memory: of a line that is too long, only the beginning is kept.
 */
final class LineReader {
  /** The longest line, in bytes. */
  static final int MAX_LINE = 1 << 20;

  private final InputStream bytes;
  private final boolean quotesHoldLineBreaks;
  private long position;
  private long lines;

  /**
   * @param quotesHoldLineBreaks whether a line break within double quotes belongs to the line, as
   *     in CSV
   */
  LineReader(InputStream bytes, boolean quotesHoldLineBreaks) {
    this.bytes = bytes;
    this.quotesHoldLineBreaks = quotesHoldLineBreaks;
  }

  /** The number of bytes read so far: where the next line begins. */
  long position() {
    return position;
  }

  /** Skips to behind the next line break. */
  void skipLine() throws IOException {
    for (int next = bytes.read(); next >= 0; next = bytes.read()) {
      position++;
      if (next == '\n') {
        return;
      }
    }
  }

  /**
   * The next line without its line break, or nothing at the end. A blank line comes as an empty
   * text.
   */
  Optional<RawLine> next() throws IOException {
    var line = new ByteArrayOutputStream();
    boolean any = false;
    boolean quoted = false;
    boolean tooLong = false;
    long first = lines + 1;
    for (int next = bytes.read(); next >= 0; next = bytes.read()) {
      position++;
      any = true;
      if (next == '\n') {
        lines++;
        if (!quoted) {
          return Optional.of(decoded(first, line, tooLong));
        }
      }
      quoted ^= quotesHoldLineBreaks && next == '"';
      if (line.size() < MAX_LINE) {
        line.write(next);
      } else {
        tooLong = true;
      }
    }
    if (any) {
      lines++;
    }
    return any ? Optional.of(decoded(first, line, tooLong)) : Optional.empty();
  }

  /** The number of line breaks so far, and one for a last line without. */
  long lines() {
    return lines;
  }

  private static RawLine decoded(long number, ByteArrayOutputStream line, boolean tooLong) {
    return decoded(number, line.toByteArray(), 0, line.size(), tooLong);
  }

  /** A line that was read otherwise: the bytes {@code [from, to)}, without the line break. */
  static RawLine decoded(long number, byte[] content, int from, int to, boolean tooLong) {
    int length = to - from;
    if (length > 0 && content[to - 1] == '\r') {
      length--;
    }
    if (tooLong) {
      return new RawLine(
          number,
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
          number, text.startsWith("\uFEFF") ? text.substring(1) : text, Optional.empty());
    } catch (CharacterCodingException e) {
      return new RawLine(
          number, lenient(content, from, length), Optional.of(RejectReason.NOT_UTF_8));
    }
  }

  private static String lenient(byte[] content, int from, int length) {
    return new String(content, from, length, StandardCharsets.UTF_8);
  }
}
