package io.labelloop.tests;

import static io.labelloop.tests.CampaignFixture.run;
import static io.labelloop.tests.CampaignFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A round scores a pool that is larger than the heap. */
class BoundedMemoryTest {
  /** {@code -Dlabelloop.memory.bytes=2147483648} for 2 GB, with {@code labelloop.memory.heap}. */
  private static final long BYTES = Long.getLong("labelloop.memory.bytes", 128L << 20);

  // healthy: 24m does; keeping the items' texts takes more than the 128 MiB of the pool
  private static final String HEAP = System.getProperty("labelloop.memory.heap", "48m");

  @TempDir private Path folder = Path.of("");

  /** A word that one of two classes prefers, or one that both use. */
  static String word(SplittableRandom random, int label) {
    return random.nextInt(4) == 0
        ? (label == 0 ? "plus" : "minus") + random.nextInt(5)
        : "w" + random.nextInt(3_000);
  }

  @Test
  void scoreShard_ofAPoolLargerThanTheHeap_keepsItsBestItems() throws Exception {
    var random = new SplittableRandom(2);
    var lines = new ArrayList<String>();
    for (int i = 0; i < 400; i++) {
      var text = new StringBuilder();
      for (int w = 0; w < 20; w++) {
        text.append(word(random, i % 2)).append(' ');
      }
      lines.add(
          "{\"id\":\"i%d\",\"text\":\"%s\",\"label\":\"%s\"}"
              .formatted(i, text, i % 2 == 0 ? "plus" : "minus"));
    }
    Path campaign =
        write(
            folder,
            """
            {"task": {"labels": ["plus", "minus"]}, "pool": {"location": "pool/", "text": "text"},
             "query": {"batchSize": 10, "seedSet": {"size": 20}},
             "workforce": {"type": "simulated", "truth": "label", "pricePerAnnotation": "0.05 USD",
               "annotators": [{"count": 3, "accuracy": 1}]},
             "stop": {"maxRounds": 3}, "seed": 11}
            """,
            List.of(lines));
    run(campaign, folder.resolve("work"), 1);

    // ten candidates an item of the batch and the random share, and the random share itself
    assertThat(keptInAFork(folder.resolve("work"))).isBetween(100, 130);
  }

  private int keptInAFork(Path workspace) throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    int exit =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                GeneratedPool.class.getName(),
                workspace.toString(),
                Long.toString(BYTES))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    assertThat(exit).as(Files.readString(err)).isZero();
    return Integer.parseInt(Files.readString(out).strip());
  }
}
