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
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the records of a shard: a JSON object for each, and what is wrong with the lines that have
 * none.
 */
final class ShardRecords {
  private static final int BUFFER = 1 << 16;
  private static final String MANIFEST_ID = "id";
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

  /**
   * Reads a shard, and returns the number of its lines.
   *
   * @param wanted the fields that records need, where others can be left out; empty for all
   */
  static long read(RangeSource source, Shard shard, Set<String> wanted, Visitor visitor) {
    try {
      return switch (shard.format()) {
        case JSON_LINES, MANIFEST -> jsonLines(source, shard, visitor);
        case CSV -> csv(source, shard, visitor);
        case CONLL -> ConllRecords.read(source, shard, visitor);
        case PARQUET -> ParquetRecords.read(source, shard, wanted, visitor);
      };
    } catch (IOException e) {
      throw unreadable(shard.key(), e);
    }
  }

  static UncheckedIOException unreadable(String key, IOException cause) {
    return new UncheckedIOException("'" + key + "' cannot be read: " + cause.getMessage(), cause);
  }

  /** Receives the lines of a shard. */
  @FunctionalInterface
  interface LineVisitor {
    /** Takes the line that {@code lines} stands at, which begins at a byte of the file. */
    void line(ByteLines lines, long start);
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
      long end = shard.compressed() ? Long.MAX_VALUE : shard.end();
      for (long start = from + lines.position();
          start < end && lines.next();
          start = from + lines.position()) {
        visitor.line(lines, start);
      }
      return lines.lines();
    }
  }

  private static long jsonLines(RangeSource source, Shard shard, Visitor visitor)
      throws IOException {
    return lines(source, shard, (lines, start) -> jsonLine(lines, shard, start, visitor));
  }

  /** Reads the line that {@code lines} stands at. */
  static void jsonLine(ByteLines lines, Shard shard, long start, Visitor visitor) {
    RawLine line =
        LineReader.decoded(lines.lines(), lines.bytes(), lines.from(), lines.to(), lines.tooLong());
    if (!line.text().isBlank() || line.problem().isPresent()) {
      json(line, shard, start, visitor);
    }
  }

  private static void json(RawLine line, Shard shard, long start, Visitor visitor) {
    if (line.problem().isPresent()) {
      bytesAreBad(line, visitor);
      return;
    }
    try {
      JsonNode fields = JSON.readTree(line.text());
      if (fields instanceof ObjectNode object) {
        if (shard.format() == PoolFormat.MANIFEST && !object.has(MANIFEST_ID)) {
          object.put(MANIFEST_ID, shard.fileName() + ":" + start);
        }
        visitor.record(line, object);
      } else {
        visitor.bad(line, RejectReason.NOT_AN_OBJECT, "a line must be a JSON object");
      }
    } catch (JsonProcessingException e) {
      visitor.bad(line, RejectReason.BROKEN_JSON, "not JSON: " + e.getOriginalMessage());
    }
  }

  private static long csv(RangeSource source, Shard shard, Visitor visitor) throws IOException {
    List<String> header = header(source, shard.key(), shard.fileSize());
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
  static List<String> header(RangeSource source, String key, long size) throws IOException {
    var whole =
        new Shard(0, key, 0, LineReader.MAX_LINE, size, PoolFormat.CSV, Compression.of(key));
    try (InputStream bytes = open(source, whole, 0, LineReader.MAX_LINE)) {
      Optional<RawLine> first = new LineReader(bytes, true).next();
      if (first.isEmpty()) {
        return List.of();
      }
      try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(first.get().text())) {
        Iterator<CsvRecord> records = reader.iterator();
        return records.hasNext() ? records.next().getFields() : List.of();
      } catch (CsvParseException e) {
        throw new UnacceptableFileException(
            "its first record must name the columns, but is no CSV: " + e.getMessage());
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
    if (shard.compressed()) {
      InputStream file = source.open(shard.key(), 0, Long.MAX_VALUE);
      return new BufferedInputStream(shard.compression().open(file, shard.fileSize()), BUFFER);
    }
    return new BufferedInputStream(source.open(shard.key(), start, end), BUFFER);
  }
}
