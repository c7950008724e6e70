package io.labelloop.pool;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Takes the content of one item out of a pool's file and leaves the item: its id, its other columns
 * and every other byte of the file stay where they are, so that shards begin where they began and
 * ids that are made of places ({@link PoolFormat#MANIFEST}, {@link PoolFormat#CONLL}) stay the
 * same.
 *
 * <p>Needs memory for the whole file, uncompressed.
 */
public final class PoolRedaction {
  /** What stands where a text was, wherever there is room for it. */
  public static final String FORGOTTEN = "[forgotten]";

  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonFactory TOKENS = new JsonFactory();
  private static final byte[] MARK = FORGOTTEN.getBytes(StandardCharsets.US_ASCII);
  // three bytes that are one character: a field that is filled stays below the longest text
  private static final byte[] ELLIPSIS = "\u2026".getBytes(StandardCharsets.UTF_8);

  private final PoolSchema schema;
  private final String column;
  private final ItemId item;

  /**
   * @param schema of a pool of texts or of sentences
   * @throws IllegalArgumentException if its items are numbers
   */
  public PoolRedaction(PoolSchema schema, ItemId item) {
    this.schema = schema;
    this.item = item;
    this.column =
        switch (schema.content()) {
          case ContentColumns.TextColumn text -> text.column();
          case ContentColumns.TokensColumn tokens -> tokens.column();
          default ->
              throw new IllegalArgumentException(
                  "items must be texts or sentences, but are numbers");
        };
  }

  /** Whether files of this name can be rewritten: all but Parquet and Zstandard. */
  public static boolean takes(String key) {
    return PoolFormat.of(key).filter(format -> format != PoolFormat.PARQUET).isPresent()
        && Compression.of(key) != Compression.ZSTD;
  }

  /**
   * The file without the item's content, or nothing if it does not have the item.
   *
   * @param key the file's, whose ending tells its format
   * @param file all of its bytes
   */
  public Optional<byte[]> of(String key, byte[] file) throws IOException {
    byte[] plain;
    try (InputStream content =
        Compression.of(key).open(new ByteArrayInputStream(file), file.length)) {
      plain = content.readAllBytes();
    }
    byte[] changed = plain.clone();
    switch (PoolFormat.of(key).orElseThrow()) {
      case JSON_LINES -> json(changed, Optional.empty());
      case MANIFEST -> json(changed, Optional.of(fileName(key)));
      case CSV -> csv(changed);
      case CONLL -> conll(changed, fileName(key));
      case PARQUET -> throw new IllegalArgumentException("'" + key + "' cannot be rewritten");
    }
    if (Arrays.equals(plain, changed)) {
      return Optional.empty();
    }
    return Optional.of(Compression.of(key) == Compression.GZIP ? gzip(changed) : changed);
  }

  private static String fileName(String key) {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    return bytes.toByteArray();
  }

  /** A part of a file. */
  private record Range(int from, int to) {
    String in(byte[] file) {
      return new String(file, from, to - from, StandardCharsets.UTF_8);
    }
  }

  /** The lines of a file without their ends. */
  private static List<Range> lines(byte[] file, boolean quotesHoldLineBreaks) {
    var lines = new ArrayList<Range>();
    int from = 0;
    boolean quoted = false;
    for (int at = 0; at < file.length; at++) {
      quoted ^= quotesHoldLineBreaks && file[at] == '"';
      if (file[at] == '\n' && !quoted) {
        lines.add(line(file, from, at));
        from = at + 1;
      }
    }
    if (from < file.length) {
      lines.add(line(file, from, file.length));
    }
    return lines;
  }

  private static Range line(byte[] file, int from, int to) {
    return new Range(from, to > from && file[to - 1] == '\r' ? to - 1 : to);
  }

  private void json(byte[] file, Optional<String> namedBy) {
    for (Range line : lines(file, false)) {
      try {
        // a byte order mark is no part of the text
        int mark = line.in(file).startsWith("\uFEFF") ? 3 : 0;
        var bytes = new Range(line.from() + mark, line.to());
        if (JSON.readTree(file, bytes.from(), bytes.to() - bytes.from())
                instanceof ObjectNode fields
            && isTheItem(fields, namedBy, line.from())) {
          strings(file, bytes).forEach(value -> fillString(file, value));
        }
      } catch (IOException noJson) {
        // the pool's reader rejects the line, so that it is no item's
      }
    }
  }

  private boolean isTheItem(ObjectNode fields, Optional<String> namedBy, int start) {
    if (namedBy.isPresent() && !fields.has(schema.id())) {
      return item.value().equals(namedBy.get() + ":" + start);
    }
    try {
      return PoolFields.id(fields, schema.id()).equals(item);
    } catch (BadFieldException noId) {
      return false;
    }
  }

  /** Where the strings of the content stand, with their quotes. */
  private List<Range> strings(byte[] file, Range line) throws IOException {
    var found = new ArrayList<Range>();
    // places are counted from the first byte that a parser is given
    byte[] bytes = Arrays.copyOfRange(file, line.from(), line.to());
    try (JsonParser parser = TOKENS.createParser(bytes)) {
      int depth = 0;
      boolean within = false;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isStructStart()) {
          depth++;
        } else if (token.isStructEnd()) {
          depth--;
        } else if (token == JsonToken.FIELD_NAME && depth == 1) {
          within = parser.currentName().equals(column);
        } else if (token == JsonToken.VALUE_STRING && within) {
          int from = line.from() + (int) parser.currentTokenLocation().getByteOffset();
          parser.finishToken();
          found.add(new Range(from, line.from() + (int) parser.currentLocation().getByteOffset()));
        }
      }
    }
    return found;
  }

  /** A short string and blanks behind it: room that JSON does not see. */
  private static void fillString(byte[] file, Range value) {
    int length = value.to() - value.from();
    byte[] word = length >= MARK.length + 2 ? MARK : new byte[] {'x'};
    if (length < word.length + 2) {
      return;
    }
    Arrays.fill(file, value.from(), value.to(), (byte) ' ');
    file[value.from()] = '"';
    System.arraycopy(word, 0, file, value.from() + 1, word.length);
    file[value.from() + 1 + word.length] = '"';
  }

  private void csv(byte[] file) {
    List<Range> records = lines(file, true);
    if (records.isEmpty()) {
      return;
    }
    List<String> header =
        fields(file, records.getFirst()).stream()
            .map(field -> field.in(file).replace("\uFEFF", ""))
            .toList();
    int id = header.indexOf(schema.id());
    int content = header.indexOf(column);
    for (Range line : records.subList(1, records.size())) {
      List<Range> fields = fields(file, line);
      if (fields.size() == header.size()
          && id >= 0
          && content >= 0
          && fields.get(id).in(file).replace("\"\"", "\"").strip().equals(item.value())) {
        fill(file, fields.get(content));
      }
    }
  }

  /** The fields of a record, without the quotes around them. */
  private static List<Range> fields(byte[] file, Range record) {
    var fields = new ArrayList<Range>();
    int from = record.from();
    boolean quoted = false;
    for (int at = record.from(); at <= record.to(); at++) {
      if (at == record.to() || (file[at] == ',' && !quoted)) {
        boolean quotes = at - from >= 2 && file[from] == '"' && file[at - 1] == '"';
        fields.add(quotes ? new Range(from + 1, at - 1) : new Range(from, at));
        from = at + 1;
      } else {
        quoted ^= file[at] == '"';
      }
    }
    return fields;
  }

  private static void fill(byte[] file, Range field) {
    int at = field.from();
    for (; at + ELLIPSIS.length <= field.to(); at += ELLIPSIS.length) {
      System.arraycopy(ELLIPSIS, 0, file, at, ELLIPSIS.length);
    }
    Arrays.fill(file, at, field.to(), (byte) '.');
  }

  private void conll(byte[] file, String name) {
    var sentence = new ArrayList<Range>();
    int start = 0;
    for (Range line : lines(file, false)) {
      if (line.in(file).isBlank()) {
        fillSentence(file, sentence, name + ":" + start);
        sentence.clear();
        start = endOf(file, line);
      } else {
        sentence.add(line);
      }
    }
    fillSentence(file, sentence, name + ":" + start);
  }

  private static int endOf(byte[] file, Range line) {
    return line.to() + (line.to() < file.length && file[line.to()] == '\r' ? 2 : 1);
  }

  private void fillSentence(byte[] file, List<Range> sentence, String place) {
    String id = place;
    int comments = 0;
    for (Range line : sentence) {
      String text = line.in(file);
      Optional<ConllRecords.Comment> comment = ConllRecords.comment(text);
      if (comment.isEmpty()) {
        break;
      }
      comments++;
      if (comment.get().name().equals("id")) {
        id = comment.get().value();
      }
    }
    if (!id.equals(item.value())) {
      return;
    }
    for (Range line : sentence.subList(0, comments)) {
      // a comment may repeat the sentence; all but the id goes
      Optional<ConllRecords.Comment> comment = ConllRecords.comment(line.in(file));
      if (comment.isPresent() && !comment.get().name().equals("id")) {
        fill(file, new Range(valueOf(file, line), line.to()));
      }
    }
    for (Range line : sentence.subList(comments, sentence.size())) {
      fill(file, token(file, line));
    }
  }

  private static int valueOf(byte[] file, Range line) {
    int at = line.from();
    while (file[at] != '=') {
      at++;
    }
    return Math.min(at + 1, line.to());
  }

  private static Range token(byte[] file, Range line) {
    int from = line.from();
    while (from < line.to() && (file[from] == ' ' || file[from] == '\t')) {
      from++;
    }
    byte end = (byte) (line.in(file).contains("\t") ? '\t' : ' ');
    int to = from;
    while (to < line.to() && file[to] != end) {
      to++;
    }
    return new Range(from, to);
  }
}
