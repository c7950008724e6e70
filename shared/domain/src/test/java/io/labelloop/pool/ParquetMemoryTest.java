package io.labelloop.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/* parquet/lists.parquet: pyarrow 26.0.1, 50,000 lists of 256 floats in one row group; written by parquet/generate.py */
class ParquetMemoryTest {
  // healthy: 96m does; whole row groups at once take more than 384m
  private static final String HEAP = "192m";

  @TempDir private Path folder = Path.of("");

  @Test
  void read_ofListsInALargeRowGroup_needsAFewBatchesOfMemory() throws Exception {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");

    int exit =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Lists.class.getName())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();

    assertThat(exit).as(Files.readString(err)).isZero();
    assertThat(Files.readString(out).strip()).isEqualTo("50000 items");
  }

  /** Reads the items of the file, and prints their number. */
  static final class Lists {
    private Lists() {}

    public static void main(String[] args) throws IOException {
      byte[] file = content();
      RangeSource source =
          (key, start, end) ->
              new ByteArrayInputStream(
                  Arrays.copyOfRange(file, (int) start, (int) Math.min(end, file.length)));
      var schema = new PoolSchema("id", new ContentColumns.EmbeddingColumn("v", 256), 100);
      int[] items = new int[1];
      for (Shard shard :
          ShardPlan.of(List.of(new PoolObject("lists.parquet", file.length)), 1 << 20, source)) {
        long unused =
            new PoolReader(source, schema, DuplicateIds.NONE)
                .read(shard, line -> items[0] += line instanceof PoolLine.Accepted ? 1 : 0);
      }
      System.out.println(items[0] + " items");
    }

    private static byte[] content() throws IOException {
      try (InputStream bytes =
          Objects.requireNonNull(
              ParquetMemoryTest.class.getResourceAsStream("parquet/lists.parquet"))) {
        return bytes.readAllBytes();
      }
    }
  }
}
