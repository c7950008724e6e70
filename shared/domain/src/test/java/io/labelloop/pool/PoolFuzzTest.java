package io.labelloop.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file is read to its end: each record is an item or is rejected in words, wherever the file
 * is cut into shards, and nothing is thrown.
 */
class PoolFuzzTest {
  /** How many files each format gets; {@code -Pnightly} asks for more. */
  private static final int FILES = Integer.getInteger("labelloop.fuzz", 200_000) / 10;

  private static final PoolSchema TEXTS =
      new PoolSchema("id", new ContentColumns.TextColumn("text"), 60);
  private static final PoolSchema SENTENCES =
      new PoolSchema("id", new ContentColumns.TokensColumn("tokens"), 60);

  static Stream<Arguments> formats() {
    return Stream.of(
        Arguments.of(
            "pool.csv",
            TEXTS,
            List.of(
                "id,text,label\n",
                "a,hello,plus\n",
                "b,\"two, \"\"words\"\"\nand lines\",minus\r\n",
                "\"c\",été,\n",
                "\n",
                "d,=1+1,plus\n",
                "e,\"\",plus\n",
                "f,x\n")),
        Arguments.of(
            "pool.jsonl",
            TEXTS,
            List.of(
                "{\"id\":\"a\",\"text\":\"hello\"}\n",
                "{\"id\":2,\"text\":\"\\u00e9\\ud83d\\ude00\",\"x\":[1,{\"y\":null}]}\r\n",
                "\n",
                "{\"text\":\"no id\"}\n",
                "{\"id\":\"a\",\"text\":\"again\"}\n")),
        Arguments.of(
            "pool.manifest",
            new PoolSchema("id", new ContentColumns.TextColumn("source"), 60),
            List.of(
                "{\"source\":\"hello\"}\n",
                "{\"id\":\"b\",\"source\":\"two\",\"label\":1,\"label-metadata\":{\"confidence\":0.9}}\n",
                "{\"source-ref\":\"s3://b/x.png\"}\n",
                "\n")),
        Arguments.of(
            "pool.conll",
            SENTENCES,
            List.of(
                "-DOCSTART- O\n\n",
                "# id = s1\n# text = Zoë sings\nZoë B-person\nsings O\n\n",
                "In\tO\nGraz\tB-place\n\n",
                "no\ntags\n\n",
                "\n",
                "one O\ntwo\n\n",
                "# id =\nx O\n\n")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("formats")
  void read_ofAnyFile_takesOrRejectsEachRecordWhereverItIsCut(
      String key, PoolSchema schema, List<String> parts) {
    var fuzz = new FileFuzz(20261125, parts);
    long accepted = 0;
    long rejected = 0;
    for (int i = 0; i < FILES; i++) {
      byte[] file = fuzz.file();
      List<String> whole =
          Assertions.assertTimeoutPreemptively(
              Duration.ofSeconds(20),
              () -> read(key, schema, file, file.length),
              () -> shown(file));
      if (!key.endsWith(".conll") && !whole.equals(List.of("refused"))) {
        assertThat(whole).as(() -> shown(file)).hasSize(records(key, file));
      }
      int cut = 1 + i % 40;
      assertThat(read(key, schema, file, cut))
          .as(() -> "cut at every " + cut + " bytes: " + shown(file))
          .containsExactlyElementsOf(whole);
      accepted += whole.stream().filter(line -> line.startsWith("+")).count();
      rejected += whole.size();
    }
    rejected -= accepted;
    assertThat(accepted).isGreaterThan(FILES);
    assertThat(rejected).isGreaterThan(FILES / 10);
  }

  /**
   * The records that are not blank, counted apart from the readers; a CSV file's header is none.
   */
  private static int records(String key, byte[] file) {
    boolean csv = key.endsWith(".csv");
    int records = 0;
    int from = 0;
    boolean quoted = false;
    for (int at = 0; at <= file.length; at++) {
      boolean end = at == file.length || (file[at] == '\n' && !quoted);
      if (end && (at > from || at < file.length)) {
        boolean header = csv && from == 0;
        String text = new String(file, from, at - from, StandardCharsets.UTF_8);
        records += !header && !text.replaceFirst("^\uFEFF", "").isBlank() ? 1 : 0;
        from = at + 1;
      } else if (!end) {
        quoted ^= csv && file[at] == '"';
      }
    }
    return records;
  }

  private static String shown(byte[] file) {
    return HexFormat.of().formatHex(file) + "\n" + new String(file, StandardCharsets.UTF_8);
  }

  /** What each record of a file comes to, cut into shards of about so many bytes. */
  private static List<String> read(String key, PoolSchema schema, byte[] file, long shardBytes) {
    RangeSource source =
        (name, start, end) ->
            new ByteArrayInputStream(
                file,
                (int) Math.min(start, file.length),
                (int) (Math.min(end, file.length) - Math.min(start, file.length)));
    var reader = new PoolReader(source, schema, DuplicateIds.NONE);
    var lines = new ArrayList<String>();
    Set<String> ids = new HashSet<>();
    for (Shard shard :
        ShardPlan.of(List.of(new PoolObject(key, file.length)), shardBytes, source)) {
      try {
        reader.read(
            shard,
            line -> {
              switch (line) {
                case PoolLine.Accepted taken -> {
                  String id = taken.item().id().value();
                  // which of several is the item, DuplicateIds says for all shards
                  lines.add("+" + id + (ids.add(id) ? " " + taken.item().content() : ""));
                }
                case PoolLine.Rejected bad -> {
                  RejectedLine why = bad.line();
                  assertThat(why.message()).isNotBlank();
                  assertThat(why.excerpt()).doesNotContainPattern("\\p{Cntrl}");
                  lines.add(
                      why.reason() == RejectReason.DUPLICATE_ID
                          ? "+"
                              + why.message()
                                  .replaceAll("(?s)^the id '(.*)' came before or .*", "$1")
                          : "-" + why.reason());
                }
              }
            });
      } catch (UncheckedIOException refused) {
        // the documented error of a file that is no part of a pool: all of it, or none
        assertThat(refused).hasCauseInstanceOf(UnacceptableFileException.class);
        assertThat(refused.getMessage()).contains("cannot be read", "columns");
        return List.of("refused");
      }
    }
    return lines;
  }
}
