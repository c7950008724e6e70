package io.labelloop.pool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hardwood.reader.RowReader;
import io.labelloop.numeric.DenseVector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/* parquet/*.parquet: pyarrow 26.0.1; written by parquet/generate.py, four row groups of ten rows */
class ParquetRecordsTest {
  private static final PoolSchema TEXTS =
      new PoolSchema("id", new ContentColumns.TextColumn("text"), 100);

  private final Map<String, byte[]> files = new HashMap<>();
  private long fetched;

  private final RangeSource source =
      (key, start, end) -> {
        byte[] file = Objects.requireNonNull(files.get(key));
        int from = (int) Math.min(start, file.length);
        int to = (int) Math.min(end, file.length);
        fetched += to - from;
        return new ByteArrayInputStream(Arrays.copyOfRange(file, from, to));
      };

  private PoolObject file(String name) throws IOException {
    try (InputStream bytes =
        Objects.requireNonNull(
            ParquetRecordsTest.class.getResourceAsStream("parquet/" + name), name)) {
      byte[] content = bytes.readAllBytes();
      files.put(name, content);
      return new PoolObject(name, content.length);
    }
  }

  private List<Shard> plan(PoolObject file, long bytes) {
    return ShardPlan.of(List.of(file), bytes, source);
  }

  private List<PoolLine> read(PoolSchema schema, List<Shard> shards) {
    var lines = new ArrayList<PoolLine>();
    shards.forEach(
        shard -> new PoolReader(source, schema, DuplicateIds.NONE).read(shard, lines::add));
    return lines;
  }

  private static List<Item> items(List<PoolLine> lines) {
    return lines.stream().map(line -> ((PoolLine.Accepted) line).item()).toList();
  }

  private static List<Item> texts() {
    return IntStream.range(0, 40)
        .mapToObj(i -> new Item(new ItemId("" + i), new ItemContent.Text("text " + i + " é漢😀")))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "snappy", "gzip", "zstd"})
  void read_ofEveryCodecAndAnyCut_givesEveryRowToExactlyOneShard(String codec) throws IOException {
    PoolObject file = file(codec + ".parquet");
    for (long size : new long[] {1, 1_500, 3_000, 1_000_000}) {
      assertThat(items(read(TEXTS, plan(file, size)))).as("%d bytes", size).isEqualTo(texts());
    }
    assertThat(plan(file, 1)).hasSize(4);
    assertThat(plan(file, 1_000_000)).hasSize(1);
  }

  @Test
  void read_ofOneShard_fetchesItsRowGroupsAlone() throws IOException {
    PoolObject file = file("none.parquet");
    List<Shard> shards = plan(file, 1);
    fetched = 0;

    List<PoolLine> lines = read(TEXTS, List.of(shards.get(2)));

    assertThat(items(lines)).isEqualTo(texts().subList(20, 30));
    assertThat(fetched).isLessThan(file.size());
  }

  @Test
  void read_ofColumnsEmbeddingsTokensAndTruth_isWhatWasWritten() throws IOException {
    List<Shard> shards = plan(file("snappy.parquet"), 1);

    assertThat(
            items(
                    read(
                        new PoolSchema(
                            "id", new ContentColumns.FeatureColumns(List.of("y", "x")), 100),
                        shards))
                .get(4))
        .isEqualTo(new Item(new ItemId("4"), new ItemContent.Features(DenseVector.of(-16, .5))));
    assertThat(
            items(
                    read(
                        new PoolSchema(
                            "id", new ContentColumns.EmbeddingColumn("embedding", 3), 100),
                        shards))
                .get(2)
                .content())
        .isEqualTo(new ItemContent.Features(DenseVector.of(.5, -1, 1)));
    assertThat(
            items(
                    read(
                        new PoolSchema("id", new ContentColumns.TokensColumn("tokens"), 100),
                        shards))
                .get(39)
                .content())
        .isEqualTo(new ItemContent.Tokens(List.of("the", "word39")));
    var truth = new HashMap<String, String>();
    shards.forEach(
        shard ->
            new TruthReader(source, "id", "label")
                .read(shard, (id, label) -> truth.put(id.value(), label)));
    assertThat(truth).hasSize(40).containsEntry("0", "even").containsEntry("39", "odd");
  }

  @Test
  void header_ofAFile_hasItsColumnsAndItsFirstRow() throws IOException {
    PoolHeader header = PoolHeader.read(source, file("zstd.parquet"));

    assertThat(header.columns())
        .containsExactly("id", "text", "x", "y", "embedding", "tokens", "label");
    assertThat(header.firstRecord().orElseThrow().path("embedding").size()).isEqualTo(3);
  }

  @Test
  void read_ofBadRows_rejectsEachWithItsRowAndField() throws IOException {
    List<Shard> shards = plan(file("bad.parquet"), 1);

    List<String> rejects = new ArrayList<>();
    for (Shard shard : shards) {
      new PoolReader(source, TEXTS, DuplicateIds.NONE)
          .read(
              shard,
              line -> {
                if (line instanceof PoolLine.Rejected bad) {
                  rejects.add(shard.index() + "/" + bad.line().line() + " " + bad.line().reason());
                }
              });
    }
    assertThat(rejects).containsExactly("0/2 MISSING_FIELD", "1/1 EMPTY_TEXT", "1/2 NOT_UTF_8");
    assertThat(
            read(new PoolSchema("id", new ContentColumns.FeatureColumns(List.of("x")), 1), shards)
                .stream()
                .filter(PoolLine.Rejected.class::isInstance)
                .map(line -> ((PoolLine.Rejected) line).line())
                .map(line -> line.line() + " " + line.reason() + " " + line.message()))
        .containsExactly(
            "1 NOT_A_NUMBER 'x' must be a finite number, but was \"NaN\"",
            "2 MISSING_FIELD there is no 'x'",
            "1 NOT_A_NUMBER 'x' must be a finite number, but was \"Infinity\"");
    assertThat(
            read(new PoolSchema("id", new ContentColumns.TextColumn("title"), 9), shards).stream()
                .map(line -> ((PoolLine.Rejected) line).line().message()))
        .hasSize(5)
        .containsOnly("there is no 'title'");
  }

  @Test
  void read_ofAFileThatIsNoWholeParquet_saysWhichFileAndWhat() throws IOException {
    PoolObject whole = file("none.parquet");
    byte[] bytes = Objects.requireNonNull(files.get("none.parquet"));
    files.put("cut.parquet", Arrays.copyOf(bytes, 5_000));
    files.put("text.parquet", "{\"id\": 1, \"text\": \"no parquet\"}".getBytes(UTF_8));

    assertThatThrownBy(() -> plan(new PoolObject("cut.parquet", 5_000), 1))
        .hasMessageContaining("'cut.parquet' cannot be read");
    assertThatThrownBy(() -> PoolHeader.read(source, new PoolObject("text.parquet", 31)))
        .hasMessageContaining("'text.parquet' cannot be read");
    assertThat(whole.size()).isEqualTo(bytes.length);
  }

  @Test
  void read_ofBrokenPages_namesFileRowGroupAndRow() throws IOException {
    PoolObject file = file("zstd.parquet");
    List<Shard> shards = plan(file, 1);
    byte[] bytes = Objects.requireNonNull(files.get("zstd.parquet"));
    // into the pages of the third row group
    Arrays.fill(
        bytes, (int) shards.get(2).start() + 30, (int) shards.get(2).end() - 30, (byte) 0xA5);

    assertThatThrownBy(() -> read(TEXTS, List.of(shards.get(2))))
        .hasMessageContaining("'zstd.parquet' cannot be read: row group 2, behind its row 0");
    assertThat(items(read(TEXTS, List.of(shards.get(1))))).isEqualTo(texts().subList(10, 20));
  }

  @Test
  void read_ofAFileThatFillsMemoryOrHasAnotherCodec_isRefusedBeforehand() throws IOException {
    PoolObject bomb = file("bomb.parquet");
    assertThatThrownBy(() -> plan(bomb, 1))
        .hasMessageContaining("'bomb.parquet' cannot be read: row group 0, column")
        .hasMessageContaining("write smaller row groups");
    PoolObject brotli = file("brotli.parquet");
    assertThatThrownBy(() -> plan(brotli, 1))
        .hasMessageContaining("is compressed by BROTLI; accepted are UNCOMPRESSED, GZIP, SNAPPY");
  }

  /** What a screened reading says: items that were scanned, and lines that were read. */
  private List<String> screened(PoolSchema schema, Shard shard, List<String> sure) {
    var seen = new ArrayList<String>();
    long rows =
        new PoolReader(source, schema, DuplicateIds.NONE)
            .read(
                shard,
                line -> {
                  String content =
                      schema.content() instanceof ContentColumns.TextColumn
                          ? line.text()
                          : Arrays.toString(line.values());
                  sure.add(ScannerJudge.id(line) + " " + content);
                  seen.add(ScannerJudge.id(line) + " " + content);
                  return false;
                },
                line -> seen.add(shown(line)));
    seen.add(rows + " rows");
    return seen;
  }

  private static String shown(PoolLine line) {
    return switch (line) {
      case PoolLine.Rejected bad -> String.valueOf(bad.line());
      case PoolLine.Accepted accepted ->
          accepted.item().id()
              + " "
              + switch (accepted.item().content()) {
                case ItemContent.Text text -> text.text();
                case ItemContent.Features features -> Arrays.toString(features.values().toArray());
                case ItemContent.Tokens tokens -> String.join(" ", tokens.tokens());
              };
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "snappy", "gzip", "zstd", "bad"})
  void read_withAScreen_isWhatTheReaderOfRowsSays(String name) throws IOException {
    List<Shard> shards = plan(file(name + ".parquet"), 1);
    boolean bad = name.equals("bad");
    List<PoolSchema> schemas =
        List.of(
            TEXTS,
            new PoolSchema("id", new ContentColumns.TextColumn("text"), 8),
            new PoolSchema("id", new ContentColumns.FeatureColumns(List.of("x")), 9),
            new PoolSchema("id", new ContentColumns.EmbeddingColumn("embedding", 3), 9),
            new PoolSchema("text", new ContentColumns.FeatureColumns(List.of("x")), 9),
            new PoolSchema("id", new ContentColumns.TextColumn("x"), 9));
    for (PoolSchema schema : schemas) {
      var sure = new ArrayList<String>();
      for (Shard shard : shards) {
        var expected = new ArrayList<String>();
        long rows =
            new PoolReader(source, schema, DuplicateIds.NONE)
                .read(shard, line -> expected.add(shown(line)));
        expected.add(rows + " rows");
        assertThat(screened(schema, shard, sure)).isEqualTo(expected);
        if (!bad) {
          // every row is wanted, and read as it was scanned
          var read = new ArrayList<PoolLine>();
          new PoolReader(source, schema, DuplicateIds.NONE).read(shard, line -> true, read::add);
          assertThat(read.stream().map(ParquetRecordsTest::shown).toList())
              .isEqualTo(expected.subList(0, expected.size() - 1));
        }
      }
      // texts, numbers and embeddings of good files are plain
      if (!bad && List.of(0, 2, 3).contains(schemas.indexOf(schema))) {
        assertThat(sure).hasSize(40);
      }
    }
  }

  @Test
  void read_withAScreen_makesNoRecordOfWhatIsNotWanted() throws IOException {
    List<Shard> shards = plan(file("snappy.parquet"), 1_000_000);
    var read = new ArrayList<PoolLine>();

    new PoolReader(source, TEXTS, DuplicateIds.NONE)
        .read(shards.getFirst(), line -> Objects.equals(ScannerJudge.id(line), "17"), read::add);

    assertThat(items(read)).isEqualTo(texts().subList(17, 18));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"none", "snappy", "bad", "types-plain", "types-others", "types-both", "lists"})
  void read_ofAnyTypes_givesTheRowsOfTheLibrary(String name) throws IOException {
    PoolObject file = file(name + ".parquet");
    var rows = new ArrayList<String>();
    for (Shard shard : plan(file, 1)) {
      long unused =
          ShardRecords.read(
              source,
              shard,
              Set.of(),
              new ShardRecords.Visitor() {
                @Override
                public void record(RawLine line, JsonNode fields) {
                  assertThat(line.text()).isEqualTo(fields.toString());
                  rows.add(line.text());
                }

                @Override
                public void bad(RawLine line, RejectReason reason, String message) {
                  rows.add(reason.toString());
                }
              });
    }
    assertThat(rows).isEqualTo(rowsOfTheLibrary(file));
  }

  private List<String> rowsOfTheLibrary(PoolObject file) throws IOException {
    var rows = new ArrayList<String>();
    try (var parquet = ParquetFile.open(source, file.key(), file.size());
        RowReader reader = parquet.reader().buildRowReader().build()) {
      while (reader.hasNext()) {
        reader.next();
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        try {
          for (String column : parquet.columns()) {
            fields.set(column, ParquetRecords.json(reader.getValue(column)));
          }
          rows.add(fields.toString());
        } catch (CharacterCodingException e) {
          rows.add(RejectReason.NOT_UTF_8.toString());
        }
      }
    }
    return rows;
  }
}
