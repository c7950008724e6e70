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
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/** The lines of a shard in which each line is a record: JSON Lines, manifests, CSV. */
final class ShardLines {
  private static final String MANIFEST_ID = "id";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final RangeSource source;
  private final Shard shard;
  private final boolean isCsv;
  private final List<String> header;

  private ShardLines(RangeSource source, Shard shard, List<String> header) {
    this.source = source;
    this.shard = shard;
    this.isCsv = shard.format() == PoolFormat.CSV;
    this.header = header;
  }

  /** Opens a shard; of CSV, this reads the header of its file. */
  static ShardLines of(RangeSource source, Shard shard) throws IOException {
    return new ShardLines(
        source,
        shard,
        shard.format() == PoolFormat.CSV
            ? header(source, shard.key(), shard.fileSize())
            : List.of());
  }

  /** The columns that the first record of a CSV file names. */
  static List<String> header(RangeSource source, String key, long size) throws IOException {
    var whole = new Shard(0, key, 0, ByteLines.MAX_LINE, size, PoolFormat.CSV, Compression.of(key));
    try (InputStream bytes = ShardRecords.open(source, whole, 0, ByteLines.MAX_LINE)) {
      var lines = new ByteLines(bytes, true);
      return lines.next() ? fields(RawLine.of(lines).text()) : List.of();
    } catch (CsvParseException e) {
      throw new UnacceptableFileException(
          "its first record must name the columns, but is no CSV: " + e.getMessage());
    }
  }

  private static List<String> fields(String text) throws IOException {
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(text)) {
      Iterator<CsvRecord> records = reader.iterator();
      return records.hasNext() ? records.next().getFields() : List.of();
    }
  }

  /** A scanner for the items in these lines. */
  LineScanner scanner(PoolSchema schema) {
    return isCsv ? CsvLine.of(schema, header) : JsonLine.of(schema);
  }

  /** Receives the lines of a shard. */
  @FunctionalInterface
  interface LineVisitor {
    /** Takes the line that {@code lines} stands at, which begins at a byte of the file. */
    void line(ByteLines lines, long start);
  }

  /** Gives every line of the shard to a visitor, and returns their number. */
  long read(LineVisitor visitor) throws IOException {
    // a line belongs to the shard of its first byte: begin one byte early, to see whether a line
    // begins at the start, and read the last line beyond the end. Records of CSV may hold line
    // breaks, so its shards are cut where a record begins
    long from = isCsv ? shard.start() : Math.max(0, shard.start() - 1);
    long until = isCsv ? shard.end() : Long.MAX_VALUE;
    try (InputStream bytes = ShardRecords.open(source, shard, from, until)) {
      var lines = new ByteLines(bytes, isCsv);
      if (isCsv && shard.first()) {
        // the header is a line of the shard
        lines.next();
      } else if (!isCsv && !shard.first()) {
        lines.skipLine();
      }
      long end = isCsv || shard.compressed() ? Long.MAX_VALUE : shard.end();
      for (long start = from + lines.position();
          start < end && lines.next();
          start = from + lines.position()) {
        visitor.line(lines, start);
      }
      return lines.lines();
    }
  }

  /** Reads the line that {@code lines} stands at. */
  void parse(ByteLines lines, long start, ShardRecords.Visitor visitor) {
    RawLine line = RawLine.of(lines);
    if (line.isBlank()) {
      return;
    }
    if (line.problem().isPresent()) {
      ShardRecords.bytesAreBad(line, visitor);
    } else if (isCsv) {
      csv(line, visitor);
    } else {
      json(line, start, visitor);
    }
  }

  private void json(RawLine line, long start, ShardRecords.Visitor visitor) {
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

  private void csv(RawLine line, ShardRecords.Visitor visitor) {
    try {
      List<String> fields = fields(line.text());
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
}
