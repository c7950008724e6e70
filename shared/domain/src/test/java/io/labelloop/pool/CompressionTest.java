package io.labelloop.pool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest {
  private static final PoolSchema TEXTS =
      new PoolSchema("id", new ContentColumns.TextColumn("text"), 100);

  private final Map<String, byte[]> files = new HashMap<>();
  private final RangeSource source =
      (key, start, end) -> {
        byte[] file = Objects.requireNonNull(files.get(key));
        return new ByteArrayInputStream(
            Arrays.copyOfRange(
                file, (int) Math.min(start, file.length), (int) Math.min(end, file.length)));
      };

  private PoolObject file(String key, byte[]... frames) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (byte[] frame : frames) {
      try (OutputStream packed =
          key.endsWith(".gz")
              ? new GZIPOutputStream(bytes)
              : new ZstdOutputStreamNoFinalizer(bytes)) {
        packed.write(frame);
      }
    }
    files.put(key, bytes.toByteArray());
    return new PoolObject(key, bytes.size());
  }

  private List<PoolLine> read(PoolObject object, PoolSchema schema) {
    var lines = new ArrayList<PoolLine>();
    for (Shard shard : ShardPlan.of(List.of(object), 1, source)) {
      new PoolReader(source, schema, DuplicateIds.NONE).read(shard, lines::add);
    }
    return lines;
  }

  private static List<String> ids(List<PoolLine> lines) {
    return lines.stream().map(line -> ((PoolLine.Accepted) line).item().id().value()).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "zst"})
  void read_ofFramesOneAfterAnother_isOneFile(String ending) throws IOException {
    PoolObject lines =
        file(
            "pool.jsonl." + ending,
            "{\"id\":1,\"text\":\"a\"}\n{\"id\":2,".getBytes(UTF_8),
            "\"text\":\"b\"}\n".getBytes(UTF_8));
    assertThat(ids(read(lines, TEXTS))).containsExactly("1", "2");

    PoolObject csv = file("pool.csv." + ending, "text,id\n\"a\nb\",1\nc,2\n".getBytes(UTF_8));
    assertThat(PoolHeader.read(source, csv).columns()).containsExactly("text", "id");
    assertThat(ids(read(csv, TEXTS))).containsExactly("1", "2");

    PoolObject conll = file("pool.conll." + ending, "Ada\tB\nleft\tO\n\nso\tO\n".getBytes(UTF_8));
    assertThat(
            ids(read(conll, new PoolSchema("id", new ContentColumns.TokensColumn("tokens"), 100))))
        .hasSize(2);
  }

  @Test
  void of_aFileName_isWhatItsEndingSays() {
    assertThat(PoolFormat.of("a/POOL.JSONL.ZST")).contains(PoolFormat.JSON_LINES);
    assertThat(Compression.of("a/POOL.JSONL.ZST")).isEqualTo(Compression.ZSTD);
    assertThat(Compression.of("a.gz/pool.csv")).isEqualTo(Compression.NONE);
    assertThat(PoolFormat.of("pool.parquet")).contains(PoolFormat.PARQUET);
    assertThat(PoolFormat.of("pool.parquet.gz")).isEmpty();
    assertThat(PoolFormat.of("pool.zst")).isEmpty();
    assertThat(PoolFormat.of("first.manifest.gz")).contains(PoolFormat.MANIFEST);
  }

  @ParameterizedTest
  @CsvSource({"gz,Not in GZIP", "zst,nknown frame"})
  void read_ofAFileThatIsNotCompressed_saysWhich(String ending, String part) {
    String key = "pool.jsonl." + ending;
    files.put(key, "{\"id\":1,\"text\":\"a\"}\n".getBytes(UTF_8));
    assertThatThrownBy(() -> read(new PoolObject(key, 20), TEXTS))
        .hasMessageContaining("'" + key + "' cannot be read")
        .hasMessageContaining(part);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "zst"})
  void read_ofATruncatedFile_saysSo(String ending) throws IOException {
    String key = "pool.jsonl." + ending;
    PoolObject whole = file(key, "{\"id\":1,\"text\":\"some text\"}\n".repeat(9).getBytes(UTF_8));
    int half = (int) whole.size() - 9;
    files.put(key, Arrays.copyOf(Objects.requireNonNull(files.get(key)), half));
    assertThatThrownBy(() -> read(new PoolObject(key, half), TEXTS))
        .hasMessageContaining("'" + key + "' cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "zst"})
  void read_ofAFileThatExpandsBeyondMeasure_stops(String ending) throws IOException {
    // 40 MiB of blanks
    PoolObject bomb = file("pool.jsonl." + ending, new byte[40 << 20]);
    assertThatThrownBy(() -> read(bomb, TEXTS))
        .hasMessageContaining("'pool.jsonl." + ending + "' cannot be read: it expands to more than")
        .hasMessageContaining("200 times its size");
  }

  @Test
  void read_ofAManifestWithoutIds_namesItemsByTheirPlaceWhateverTheCut() {
    String text = "{\"source\":\"a\"}\n\n{\"source\":\"é\",\"id\":\"own\"}\n{\"source\":\"c\"}";
    files.put("in/first.manifest", text.getBytes(UTF_8));
    var object = new PoolObject("in/first.manifest", text.getBytes(UTF_8).length);
    var schema = new PoolSchema("id", new ContentColumns.TextColumn("source"), 100);

    assertThat(ids(read(object, schema)))
        .containsExactly("first.manifest:0", "own", "first.manifest:43");
    var lines = new ArrayList<PoolLine>();
    for (Shard shard : ShardPlan.of(List.of(object), 1_000, source)) {
      new PoolReader(source, schema, DuplicateIds.NONE).read(shard, lines::add);
    }
    assertThat(lines).isEqualTo(read(object, schema));
    assertThat(PoolHeader.read(source, object).columns()).contains("source", "id");
  }
}
