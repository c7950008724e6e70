package io.labelloop.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.workflow.document.JsonCodec;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A campaign and {@code score} over a pool that is larger than the heap. */
class BoundedMemoryTest {
  // healthy: 48 MiB do (24 MiB for scoring alone); keeping the texts, or the lines of a file, takes
  // at least the 120 MB that the pool has
  private static final String HEAP = "-Xmx64m";
  private static final int ITEMS = 240_000;

  @TempDir private Path folder = Path.of("replaced by JUnit");

  @Test
  void runAndScore_inAHeapOfHalfThePool_seeEveryItem() throws Exception {
    Path pool = folder.resolve("pool.jsonl");
    writePool(pool);
    assertThat(Files.size(pool)).isGreaterThan(115_000_000);
    Files.writeString(
        folder.resolve("campaign.json"),
        """
        {"name": "large", "task": {"labels": ["fruit", "tool"]},
         "pool": {"location": "pool.jsonl", "text": "text"},
         "query": {"batchSize": 20, "seedSet": {"size": 20, "method": "random"}},
         "workforce": {"type": "simulated", "truth": "label", "annotators": [{"count": 3, "accuracy": 1}],
           "pricePerAnnotation": "0.01 USD"},
         "stop": {"maxRounds": 2}}
        """);

    JsonNode run =
        labelloop("run", folder.resolve("campaign.json"), "--workspace", folder.resolve("work"));
    JsonNode score = labelloop("score", folder.resolve("work"), pool, "--threads", 2);

    assertThat(run.get("outcome").asText()).isEqualTo("max-rounds");
    assertThat(run.get("items").asInt()).isEqualTo(ITEMS);
    assertThat(run.get("labeled").asInt()).isGreaterThanOrEqualTo(40);
    assertThat(score.get("items").asInt()).isEqualTo(ITEMS);
  }

  private static void writePool(Path pool) throws IOException {
    String[][] words = {{"apple", "pear", "ripe"}, {"saw", "hammer", "steel"}};
    var random = new SplittableRandom(1);
    try (BufferedWriter lines = Files.newBufferedWriter(pool)) {
      for (int i = 0; i < ITEMS; i++) {
        int label = random.nextInt(2);
        var text = new StringBuilder();
        while (text.length() < 440) {
          text.append(
                  random.nextInt(4) == 0
                      ? words[label][random.nextInt(3)]
                      : "w" + random.nextInt(2_000))
              .append(' ');
        }
        lines.write(
            "{\"id\":\"%d\",\"label\":\"%s\",\"text\":\"%s\"}%n"
                .formatted(i, label == 0 ? "fruit" : "tool", text));
      }
    }
  }

  private JsonNode labelloop(Object... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-Dlabelloop.root=" + System.getProperty("labelloop.root"),
                "-cp",
                System.getProperty("java.class.path"),
                Labelloop.class.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    command.add("--json");
    Path out = folder.resolve("out.json");
    Path err = folder.resolve("err.txt");
    int exit =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    assertThat(exit).as(Files.readString(err)).isZero();
    return JsonCodec.mapper().readTree(out.toFile());
  }
}
