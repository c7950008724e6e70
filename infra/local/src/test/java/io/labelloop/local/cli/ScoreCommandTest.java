package io.labelloop.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.workflow.document.JsonCodec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreCommandTest {
  private static final int ITEMS = 400;
  @TempDir private static Path folder = Path.of("replaced by JUnit");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** A campaign that has ended: fruit and tools, told apart by their words. */
  @BeforeAll
  static void campaign() throws IOException {
    Files.writeString(folder.resolve("pool.jsonl"), String.join("\n", texts(ITEMS, 1)));
    Files.writeString(
        folder.resolve("campaign.json"),
        """
        {"name": "fruit", "task": {"labels": ["fruit", "tool"]},
         "pool": {"location": "pool.jsonl", "text": "text"},
         "query": {"batchSize": 10, "seedSet": {"size": 20}},
         "workforce": {"type": "simulated", "truth": "label", "annotators": [{"count": 3, "accuracy": 1}],
           "pricePerAnnotation": "0.01 USD"},
         "stop": {"maxRounds": 2}}
        """);
    var err = new StringWriter();
    int exit =
        Labelloop.execute(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err, true),
            "run",
            folder.resolve("campaign.json").toString(),
            "--workspace",
            folder.resolve("work").toString());
    assertThat(exit).as(err.toString()).isZero();
  }

  private static List<String> texts(int items, long seed) {
    String[][] words = {
      {"apple", "pear", "ripe"}, {"saw", "hammer", "steel"}, {"the", "a", "of", "good"}
    };
    var random = new SplittableRandom(seed);
    var lines = new ArrayList<String>();
    for (int i = 0; i < items; i++) {
      int label = random.nextInt(2);
      var text = new StringBuilder();
      for (int w = 0; w < 6; w++) {
        String[] from =
            words[random.nextInt(3) == 0 ? random.nextInt(2) : random.nextBoolean() ? label : 2];
        text.append(from[random.nextInt(from.length)]).append(' ');
      }
      lines.add(
          "{\"id\":\"s%d-%d\",\"text\":\"%s\",\"label\":\"%s\"}"
              .formatted(seed, i, text, label == 0 ? "fruit" : "tool"));
    }
    return lines;
  }

  private int score(Object... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> words = new ArrayList<>(List.of("score"));
    for (Object argument : arguments) {
      words.add(argument.toString());
    }
    return Labelloop.execute(
        new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));
  }

  private JsonNode json() throws IOException {
    return JsonCodec.mapper().readTree(out.toString());
  }

  /** A pool in several files, whose third line is broken. */
  private static Path pool(String name) throws IOException {
    Path pool = Files.createDirectories(folder.resolve(name));
    List<String> lines = new ArrayList<>(texts(300, 2));
    lines.add(2, "{\"id\":\"x\",");
    lines.add("{\"id\":\"\\u00e9-\\\"1\\\"\",\"text\":\"apple pear ripe\"}");
    Files.writeString(pool.resolve("a.jsonl"), String.join("\n", lines.subList(0, 100)) + "\n");
    Files.writeString(pool.resolve("b.jsonl"), String.join("\n", lines.subList(100, 302)));
    return pool;
  }

  @Test
  void score_ofAPool_namesTheClosestItemsAndWhatIsNone() throws IOException {
    Path pool = pool("named");

    assertThat(score(folder.resolve("work"), pool, "--top", 5, "--json")).isZero();

    assertThat(json().get("items").asInt()).isEqualTo(301);
    assertThat(json().get("rejected").asInt()).isEqualTo(1);
    assertThat(json().get("bytes").asLong())
        .isEqualTo(Files.size(pool.resolve("a.jsonl")) + Files.size(pool.resolve("b.jsonl")));
    assertThat(json().get("seconds").asDouble()).isPositive();
    assertThat(json().get("best")).hasSize(5);
    double last = 1;
    for (JsonNode best : json().get("best")) {
      // two classes: the margin score is 2 - 2 * confidence
      assertThat(best.get("score").asDouble())
          .isBetween(2 - 2 * best.get("confidence").asDouble() - 1e-5, last);
      last = best.get("score").asDouble();
    }
    assertThat(err.toString()).contains("a.jsonl:3: not JSON");
  }

  @Test
  void score_withAnyNumberOfThreads_isTheSame() throws IOException {
    Path pool = pool("threads");
    Path one = folder.resolve("one.jsonl");
    Path four = folder.resolve("four.jsonl");

    assertThat(score(folder.resolve("work"), pool, "--threads", 1, "--out", one, "--json"))
        .isZero();
    JsonNode best = json().get("best");
    assertThat(
            score(
                "--model",
                folder.resolve("work"),
                "--pool",
                pool,
                "--threads",
                4,
                "--out",
                four,
                "--json"))
        .isZero();

    assertThat(json().get("best")).isEqualTo(best);
    assertThat(Files.readString(four)).isEqualTo(Files.readString(one));
    List<String> lines = Files.readAllLines(one);
    assertThat(lines).hasSize(301);
    assertThat(lines.getFirst()).startsWith("{\"id\":\"s2-0\",\"label\":\"");
    JsonNode unusual = JsonCodec.mapper().readTree(lines.getLast());
    assertThat(unusual.get("id").asText()).isEqualTo("é-\"1\"");
    assertThat(unusual.get("label").asText()).isEqualTo("fruit");
    assertThat(unusual.get("confidence").asDouble()).isBetween(0.8, 1.0);
  }

  @Test
  void score_ofCsv_isThatOfJsonLines() throws IOException {
    var rows = new StringBuilder("id,text\n");
    var lines = new StringBuilder();
    for (String line : texts(50, 3)) {
      JsonNode item = JsonCodec.mapper().readTree(line);
      rows.append(item.get("id").asText())
          .append(",\"")
          .append(item.get("text").asText())
          .append("\"\n");
      lines.append(line).append('\n');
    }
    Path csv = Files.writeString(folder.resolve("same.csv"), rows);
    Path jsonl = Files.writeString(folder.resolve("same.jsonl"), lines);

    assertThat(score(folder.resolve("work"), csv, "--out", folder.resolve("csv.out"))).isZero();
    assertThat(score(folder.resolve("work"), jsonl, "--out", folder.resolve("jsonl.out"))).isZero();

    assertThat(Files.readString(folder.resolve("csv.out")))
        .isEqualTo(Files.readString(folder.resolve("jsonl.out")));
  }

  @Test
  void score_ofWrongInput_saysWhatIsAccepted() throws IOException {
    Path pool = pool("wrong");

    assertWrong("POOL is missing", folder.resolve("work"));
    assertWrong("there is no 'nowhere'", "nowhere", pool);
    assertWrong("there is no 'nowhere'", folder.resolve("work"), "nowhere");
    assertWrong("--top: must be at least 0, but was -1", folder.resolve("work"), pool, "--top", -1);
    assertWrong("--threads: must be 1 to 1024", folder.resolve("work"), pool, "--threads", 0);
    assertWrong("must hold the models of one campaign, but holds those of none", pool, pool);
    Path alone = Files.writeString(folder.resolve("alone.tribuo"), "x");
    assertWrong("is not in the folder of its campaign", alone, pool);
    Path none = Files.writeString(folder.resolve("none.jsonl"), "[1]\n");
    assertWrong("has no column 'id'", folder.resolve("work"), none);
    Path empty =
        Files.writeString(folder.resolve("empty.jsonl"), "{\"id\":\"a\",\"text\":\" \"}\n");
    assertWrong("has no usable item: all 1 lines were rejected", folder.resolve("work"), empty);
    Path damaged = folder.resolve("damaged");
    copy(folder.resolve("work"), damaged);
    Path model;
    try (var files = Files.walk(damaged)) {
      model = files.filter(file -> file.endsWith("model.tribuo")).findFirst().orElseThrow();
    }
    Files.write(model, java.util.Arrays.copyOf(Files.readAllBytes(model), 100));
    assertWrong("no complete Tribuo model", model, pool);
  }

  private void assertWrong(String message, Object... arguments) {
    assertThat(score(arguments)).as(err.toString()).isEqualTo(ExitCode.WRONG_INPUT);
    assertThat(err.toString()).contains(message);
    assertThat(out.toString()).isEmpty();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
