package io.labelloop.pool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Reads the records of a shard: a JSON object for each, and what is wrong with the lines that have
 * none.
 */
final class ShardRecords {
  private static final int BUFFER = 1 << 16;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private ShardRecords() {}

  /** Receives the records and the bad lines of a shard in the order of the file. */
  interface Visitor {
    void record(RawLine line, JsonNode fields);

    void bad(RawLine line, RejectReason reason, String message);
  }

  /** Reads a shard, and returns the number of its lines. */
  static long read(RangeSource source, Shard shard, Visitor visitor) {
    try {
      return switch (shard.format()) {
        case JSON_LINES -> jsonLines(source, shard, visitor);
        case CSV -> csv(source, shard, visitor);
        case CONLL -> ConllRecords.read(source, shard, visitor);
      };
    } catch (IOException e) {
      throw unreadable(shard, e);
    }
  }

  static UncheckedIOException unreadable(Shard shard, IOException e) {
    return new UncheckedIOException("'" + shard.key() + "' cannot be read: " + e.getMessage(), e);
  }

  /** Receives the lines of a shard. */
  @FunctionalInterface
  interface LineVisitor {
    /** Takes the line that {@code lines} stands at. */
    void line(ByteLines lines);
  }

  /** Reads the lines of a plain or compressed file of JSON Lines; the number of its lines. */
  static long lines(RangeSource source, Shard shard, LineVisitor visitor) throws IOException {
    // a line belongs to the shard of its first byte: begin one byte early, to see whether a line
    // begins at the start,
    // and read the last line beyond the end
    long from = Math.max(0, shard.start() - 1);
    try (InputStream bytes = open(source, shard, from, Long.MAX_VALUE)) {
      var lines = new ByteLines(bytes);
      if (!shard.first()) {
        lines.skipLine();
      }
      long end = shard.gzip() ? Long.MAX_VALUE : shard.end();
      while (from + lines.position() < end && lines.next()) {
        visitor.line(lines);
      }
      return lines.lines();
    }
  }

  private static long jsonLines(RangeSource source, Shard shard, Visitor visitor)
      throws IOException {
    return lines(source, shard, lines -> jsonLine(lines, visitor));
  }

  /** Reads the line that {@code lines} stands at. */
  static void jsonLine(ByteLines lines, Visitor visitor) {
    RawLine line =
        LineReader.decoded(lines.lines(), lines.bytes(), lines.from(), lines.to(), lines.tooLong());
    if (!line.text().isBlank() || line.problem().isPresent()) {
      json(line, visitor);
    }
  }

  private static void json(RawLine line, Visitor visitor) {
    if (line.problem().isPresent()) {
      bytesAreBad(line, visitor);
      return;
    }
    try {
      JsonNode fields = JSON.readTree(line.text());
      if (fields.isObject()) {
        visitor.record(line, fields);
      } else {
        visitor.bad(line, RejectReason.NOT_AN_OBJECT, "a line must be a JSON object");
      }
    } catch (JsonProcessingException e) {
      visitor.bad(line, RejectReason.BROKEN_JSON, "not JSON: " + e.getOriginalMessage());
    }
  }

  private static long csv(RangeSource source, Shard shard, Visitor visitor) throws IOException {
    List<String> header = header(source, shard.key());
    try (InputStream bytes = open(source, shard, shard.start(), shard.end())) {
      var lines = new LineReader(bytes, true);
      if (shard.first()) {
        lines.next();
      }
      for (Optional<RawLine> line = lines.next(); line.isPresent(); line = lines.next()) {
        if (line.get().problem().isPresent()) {
          bytesAreBad(line.get(), visitor);
        } else if (!line.get().text().isBlank()) {
          csvRecord(line.get(), header, visitor);
        }
      }
      return lines.lines();
    }
  }

  private static void csvRecord(RawLine line, List<String> header, Visitor visitor) {
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(line.text())) {
      List<String> fields = reader.iterator().next().getFields();
      if (fields.size() != header.size()) {
        visitor.bad(
            line,
            RejectReason.WRONG_NUMBER_OF_COLUMNS,
            "has " + fields.size() + " columns, but the header " + header.size());
        return;
      }
      ObjectNode object = JSON.createObjectNode();
      for (int i = 0; i < fields.size(); i++) {
        object.put(header.get(i), fields.get(i));
      }
      visitor.record(line, object);
    } catch (CsvParseException | IOException e) {
      visitor.bad(line, RejectReason.BROKEN_CSV, "not CSV: " + e.getMessage());
    }
  }

  /** The columns that the first record of a CSV file names. */
  static List<String> header(RangeSource source, String key) throws IOException {
    boolean gzip = PoolFormat.isGzip(key);
    var whole = new Shard(0, key, 0, LineReader.MAX_LINE, PoolFormat.CSV, gzip);
    try (InputStream bytes = open(source, whole, 0, LineReader.MAX_LINE)) {
      Optional<RawLine> first = new LineReader(bytes, true).next();
      if (first.isEmpty()) {
        return List.of();
      }
      try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(first.get().text())) {
        return reader.iterator().next().getFields();
      }
    }
  }

  static void bytesAreBad(RawLine line, Visitor visitor) {
    RejectReason reason = line.problem().orElseThrow();
    visitor.bad(
        line,
        reason,
        reason == RejectReason.NOT_UTF_8
            ? "a line must be UTF-8"
            : "a line must have at most " + LineReader.MAX_LINE + " bytes");
  }

  static InputStream open(RangeSource source, Shard shard, long start, long end)
      throws IOException {
    if (shard.gzip()) {
      return new BufferedInputStream(
          new GZIPInputStream(source.open(shard.key(), 0, Long.MAX_VALUE), BUFFER), BUFFER);
    }
    return new BufferedInputStream(source.open(shard.key(), start, end), BUFFER);
  }
}
