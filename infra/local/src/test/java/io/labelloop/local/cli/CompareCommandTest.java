package io.labelloop.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bandits, compositions and a campaign's model section in {@code compare}. */
class CompareCommandTest {
  private static final String BANDIT =
      "{\"type\": \"bandit\", \"of\": [\"margin\", \"entropy\"], \"validation\": 20}";

  @TempDir private Path folder = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeAPool() throws IOException {
    var random = new Random(2);
    var pool = new StringBuilder();
    for (int i = 0; i < 240; i++) {
      boolean good = i % 2 == 0;
      pool.append("{\"id\":\"%03d\",\"text\":\"".formatted(i));
      for (int word = 0; word < 4; word++) {
        boolean right = random.nextInt(5) > 0;
        pool.append(good == right ? "sun" : "rain").append(random.nextInt(20)).append(' ');
      }
      pool.append("\",\"label\":\"%s\"}%n".formatted(good ? "good" : "bad"));
    }
    Files.writeString(folder.resolve("pool.jsonl"), pool);
  }

  private Path campaign(String model, String strategy) throws IOException {
    return Files.writeString(
        folder.resolve("campaign.json"),
        """
        {"task": {"labels": ["good", "bad"]}, "pool": {"location": "pool.jsonl"}, "model": %s,
         "query": {"batchSize": 10, "strategy": %s},
         "workforce": {"type": "simulated", "truth": "label", "pricePerAnnotation": "0.10 USD",
           "annotators": [{"count": 3, "accuracy": 0.97}]},
         "stop": {"maxRounds": 4}}
        """
            .formatted(model, strategy));
  }

  private int compare(Path campaign, String strategies, String... more) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    var words =
        new java.util.ArrayList<>(
            List.of(
                "compare",
                campaign.toString(),
                "--strategies",
                strategies,
                "--seeds",
                "2",
                "--batches",
                "6",
                "--plot",
                folder.resolve("curves.svg").toString(),
                "--json"));
    words.addAll(List.of(more));
    return Labelloop.execute(
        new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));
  }

  private JsonNode json() throws IOException {
    JsonNode document = new ObjectMapper().readTree(out.toString());
    document
        .path("strategies")
        .forEach(row -> ((ObjectNode) row).remove(List.of("seconds", "secondsPerRound")));
    return document;
  }

  @Test
  void compare_ofABanditInTheFileAndCompositions_paysForValidationAndIsTheSameAgain()
      throws IOException {
    Path file = campaign("{}", BANDIT);
    String strategies = "random,campaign,portfolio(margin, badge),class-quota(margin)";

    assertThat(compare(file, strategies)).as(err.toString()).isZero();

    JsonNode first = json();
    assertThat(first.at("/strategies/1/name").asText()).isEqualTo("bandit(margin, entropy)");
    assertThat(first.at("/strategies/1/validation").asInt()).isEqualTo(20);
    assertThat(first.at("/strategies/0/validation").asInt()).isZero();
    assertThat(first.at("/strategies/2/name").asText()).isEqualTo("portfolio(margin, badge)");
    assertThat(first.at("/strategies/1/curve").findValuesAsText("labels"))
        .containsExactly("10", "30", "40", "50", "60", "70");
    assertThat(first.at("/strategies/0/curve/6/labels").asInt()).isEqualTo(70);
    assertThat(err.toString())
        .contains(
            "bandit(margin, entropy): the labels have 20 of a validation stream",
            "100 % (54 of 54 models)");

    // the same bandit on the command line, and another order of threads
    assertThat(
            compare(
                campaign("{}", "\"margin\""),
                "random," + BANDIT + ",portfolio(margin, badge),class-quota(margin)",
                "--threads",
                "3"))
        .isZero();
    assertThat(json()).isEqualTo(first);
  }

  @Test
  void compare_withSearchAndSelfTraining_trainsAsTheFileSays() throws IOException {
    assertThat(compare(campaign("{}", "\"margin\""), "random,margin")).isZero();
    JsonNode plain = json();

    assertThat(compare(campaign("{\"search\": true}", "\"margin\""), "random,margin")).isZero();
    JsonNode searched = json();
    assertThat(
            compare(
                campaign("{\"selfTraining\": {\"validation\": 20}}", "\"margin\""),
                "random,margin"))
        .isZero();
    JsonNode guessed = json();

    assertThat(searched.path("strategies")).isNotEqualTo(plain.path("strategies"));
    assertThat(guessed.at("/strategies/0/validation").asInt()).isEqualTo(20);
    assertThat(guessed.at("/strategies/1/curve/1/labels").asInt()).isEqualTo(30);
    assertThat(
            compare(
                campaign("{\"selfTraining\": true}", "\"margin\""),
                "random",
                "--trainers",
                "random-forest"))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains("random-forest cannot do what /model/selfTraining", "take the field out");
  }

  @Test
  void compare_withAModelToStartFrom_beginsBetterAndRefusesWhatThatModelLearned()
      throws IOException {
    Path file = campaign("{}", "\"margin\"");
    // the earlier campaign has a pool of its own
    List<String> lines = Files.readAllLines(folder.resolve("pool.jsonl"));
    Path earlier = Files.createDirectory(folder.resolve("earlier"));
    Files.write(earlier.resolve("pool.jsonl"), lines.subList(0, 120));
    Files.copy(file, earlier.resolve("campaign.json"));
    Files.write(folder.resolve("pool.jsonl"), lines.subList(120, 240));
    assertThat(
            Labelloop.execute(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "run",
                earlier.resolve("campaign.json").toString(),
                "--workspace",
                folder.resolve("w").toString()))
        .isZero();
    Path there;
    try (var campaigns = Files.list(folder.resolve("w/campaigns"))) {
      there = campaigns.findFirst().orElseThrow();
    }
    assertThat(compare(file, "random")).isZero();
    double alone = json().at("/strategies/0/curve/0/accuracy").asDouble();

    Path started =
        campaign(
            "{\"startFrom\": \"" + folder.relativize(there).toString().replace('\\', '/') + "\"}",
            "\"margin\"");
    assertThat(compare(started, "random")).as(err.toString()).isZero();
    assertThat(json().at("/strategies/0/curve/0/accuracy").asDouble()).isGreaterThan(alone);

    Files.write(folder.resolve("pool.jsonl"), lines.subList(0, 120));
    assertThat(compare(started, "random")).isEqualTo(2);
    assertThat(err.toString()).contains("have the same content as items that the model");
    Files.delete(there.resolve("model.tribuo"));
    assertThat(compare(started, "random")).isEqualTo(2);
    assertThat(err.toString()).contains("/model/startFrom", "has no model.tribuo");
  }

  @Test
  void compare_ofWhatIsNoStrategy_saysWhatIs() throws IOException {
    Path file = campaign("{}", "\"margin\"");

    assertThat(compare(file, "random,bandit")).isEqualTo(2);
    assertThat(err.toString()).contains("'bandit' is made of others", "bandit(margin)");
    assertThat(compare(file, "bandit(margn)")).isEqualTo(2);
    assertThat(err.toString()).contains("--strategies", "margn", "margin");
    assertThat(compare(file, "portfolio(margin, bandit(entropy))")).isEqualTo(2);
    assertThat(err.toString()).contains("must not be 'bandit' within a composition");
    assertThat(compare(file, "{\"type\": ")).isEqualTo(2);
    assertThat(err.toString()).contains("is no JSON");
    assertThat(compare(file, "portfolio(margin, badge)", "--trainers", "random-forest"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("portfolio(margin, badge) is for linear models");
    assertThat(compare(file, "random," + BANDIT.replace("20", "60"))).isEqualTo(2);
    assertThat(err.toString()).contains("pays for 60 labels of a validation stream");
    assertThat(compare(file, BANDIT + "," + BANDIT.replace("20", "30"))).isEqualTo(2);
    assertThat(err.toString()).contains("two different strategies are both called");
  }

  @Test
  void split_ofCommas_leavesBracketsAndQuotesAlone() {
    assertThat(AskedStrategies.split(List.of("a, b(c,d(e, f)),{\"of\": [\"g,(\", \"h\"]},i")))
        .containsExactly("a", "b(c,d(e, f))", "{\"of\": [\"g,(\", \"h\"]}", "i");
  }
}
