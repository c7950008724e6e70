package io.labelloop.pool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the sentences of a CoNLL file: a line per token, with the token in the first column and,
 * where there are more columns, its tag in the last; columns are separated by a tab, or by spaces
 * in a line without one. A blank line ends a sentence.
 *
 * <p>A sentence becomes a record with the fields {@code id}, {@code tokens} and, where all its
 * tokens have one, {@code tags}. Its id is what a comment {@code # id = ...} before its first token
 * says; without one it is the file's name and the byte at which the sentence begins, such as {@code
 * "news.conll:1042"}. Other comments {@code # name = ...} are skipped, and so are the sentences
 * that CoNLL 2003 puts between documents ({@code -DOCSTART-}).
 *
 * <p>A sentence belongs to the shard in which the blank line before it begins, so a file may be cut
 * anywhere. Memory is bounded: a sentence of more than {@link ByteLines#MAX_LINE} bytes is
 * rejected.
 */
final class ConllRecords {
  private static final Pattern COMMENT =
      Pattern.compile("#\\s*(?<name>[A-Za-z][A-Za-z0-9_.]*)\\s*=\\s*(?<value>[^\\t]*)");
  private static final String DOCUMENT_BREAK = "-DOCSTART-";

  private final ByteLines lines;
  private final long from;
  private final String file;
  private final ShardRecords.Visitor visitor;
  // lines before the shard's first
  private long before;

  private ConllRecords(ByteLines lines, long from, String file, ShardRecords.Visitor visitor) {
    this.lines = lines;
    this.from = from;
    this.file = file;
    this.visitor = visitor;
  }

  /** A comment {@code # name = value} before a sentence's first token. */
  record Comment(String name, String value) {}

  /** The comment that a line is, if it is one. */
  static Optional<Comment> comment(String line) {
    Matcher comment = COMMENT.matcher(line);
    return comment.matches()
        ? Optional.of(new Comment(comment.group("name"), comment.group("value").strip()))
        : Optional.empty();
  }

  /** Reads a shard, and returns the number of its lines. */
  static long read(RangeSource source, Shard shard, ShardRecords.Visitor visitor)
      throws IOException {
    // begin one byte early, to see whether a line begins at the start
    long from = Math.max(0, shard.start() - 1);
    try (InputStream bytes = ShardRecords.open(source, shard, from, Long.MAX_VALUE)) {
      var records = new ConllRecords(new ByteLines(bytes), from, shard.fileName(), visitor);
      long end = shard.compressed() ? Long.MAX_VALUE : shard.end();
      return records.sentences(shard.first(), end);
    }
  }

  private long sentences(boolean first, long end) throws IOException {
    boolean mine = true;
    if (!first) {
      lines.skipLine();
      mine = skipToBlank(end);
    }
    while (mine) {
      mine = sentence(end);
    }
    return lines.lines() - before;
  }

  /** Skips to the first blank line that begins in the shard; whether there is one. */
  private boolean skipToBlank(long end) throws IOException {
    while (true) {
      long start = from + lines.position();
      long linesBefore = lines.lines();
      if (start >= end || !lines.next()) {
        before = lines.lines();
        return false;
      }
      if (RawLine.of(lines).isBlank()) {
        before = linesBefore;
        return true;
      }
    }
  }

  /** Reads a sentence; whether the next one is this shard's too. */
  private boolean sentence(long end) throws IOException {
    var sentence = new Sentence(from + lines.position(), lines.lines() + 1 - before);
    while (true) {
      long start = from + lines.position();
      if (!lines.next()) {
        sentence.give();
        return false;
      }
      RawLine line = RawLine.of(lines);
      if (line.isBlank()) {
        sentence.give();
        if (start >= end) {
          // the next shard counts this line
          before++;
          return false;
        }
        return true;
      }
      sentence.add(line);
    }
  }

  /** The lines of a sentence so far. */
  private final class Sentence {
    private final long number;
    private final ObjectNode fields = JsonNodeFactory.instance.objectNode();
    private final ArrayNode tokens = JsonNodeFactory.instance.arrayNode();
    private final ArrayNode tags = JsonNodeFactory.instance.arrayNode();
    private final StringBuilder text = new StringBuilder();
    private Optional<RejectReason> problem = Optional.empty();

    Sentence(long offset, long number) {
      this.number = number;
      fields.put("id", file + ":" + offset);
    }

    void add(RawLine line) {
      if (text.length() + line.text().length() >= ByteLines.MAX_LINE) {
        problem = Optional.of(RejectReason.LINE_TOO_LONG);
        return;
      }
      text.append(text.isEmpty() ? "" : "\n").append(line.text());
      problem = problem.or(line::problem);
      Optional<Comment> comment = tokens.isEmpty() ? comment(line.text()) : Optional.empty();
      if (comment.isPresent()) {
        if (comment.get().name().equals("id")) {
          fields.put("id", comment.get().value());
        }
        return;
      }
      String[] columns = line.text().strip().split(line.text().contains("\t") ? "\t" : " +", -1);
      tokens.add(columns[0].strip());
      if (columns.length > 1) {
        tags.add(columns[columns.length - 1].strip());
      }
    }

    void give() {
      var raw = new RawLine(number, text.toString(), problem);
      if (problem.isPresent()) {
        ShardRecords.bytesAreBad(raw, visitor);
        return;
      }
      if (tokens.isEmpty() || tokens.get(0).textValue().equals(DOCUMENT_BREAK)) {
        return;
      }
      fields.set("tokens", tokens);
      if (tags.size() == tokens.size()) {
        fields.set("tags", tags);
      } else if (!tags.isEmpty()) {
        visitor.bad(
            raw,
            RejectReason.WRONG_NUMBER_OF_COLUMNS,
            "a sentence has a tag for each token or for none, but has "
                + tags.size()
                + " tags for "
                + tokens.size()
                + " tokens");
        return;
      }
      visitor.record(raw, fields);
    }
  }
}
