package io.labelloop.tests;

import static io.labelloop.tests.CampaignFixture.run;
import static io.labelloop.tests.CampaignFixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.learning.Learners;
import io.labelloop.local.LocalRegistries;
import io.labelloop.model.ClassLabels;
import io.labelloop.model.Classifier;
import io.labelloop.model.CompiledScorer;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.Learner;
import io.labelloop.numeric.Vector;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.port.InMemoryObjectStore;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.step.Campaigns;
import io.labelloop.workflow.step.ScoreShard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shards keep the same, byte for byte, whether items are screened by their bytes or not. */
class ScreenedScoringTest {
  private static final int ITEMS = 3_000;
  private static final String[] WORDS = {
    "apple",
    "Pear",
    "plum",
    "Große",
    "\\u00e9t\\u00e9",
    "😀",
    "\\ud83d\\ude00",
    "\\ud83d",
    "ΣΟΦΟΣ",
    "İ",
    "don't",
    "\\\"quoted\\\"",
    "tab\\tend",
    "x1",
    "42",
    "!",
    "?",
    "漢字",
    "the",
    "of",
    "and",
    "a"
  };

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"margin-cluster", "least-confidence", "entropy", "ratio"})
  void scoreShard_ofTexts_keepsTheSameScreenedOrNot(String strategy) throws IOException {
    assertSame(texts(), "\"text\": \"text\"", "logistic-regression", strategy);
  }

  @Test
  void scoreShard_ofTextsBySingleWords_keepsTheSameScreenedOrNot() throws IOException {
    assertSame(texts(), "\"text\": \"text\"", "logistic-regression-words", "margin-cluster");
  }

  @Test
  void scoreShard_ofNumbers_keepsTheSameScreenedOrNot() throws IOException {
    assertSame(
        CampaignFixture.pool(ITEMS),
        "\"features\": [\"x\", \"y\"]",
        "logistic-regression",
        "margin");
  }

  private void assertSame(List<String> pool, String content, String trainer, String strategy)
      throws IOException {
    Path campaign =
        write(
            folder,
            """
            {"task": {"labels": ["plus", "minus"]},
             "pool": {"location": "pool/", "maxRejectedShare": 0.2, %s},
             "model": {"trainer": "%s"},
             "query": {"batchSize": 10, "strategy": "%s", "seedSet": {"size": 20}},
             "workforce": {"type": "simulated", "truth": "label", "pricePerAnnotation": "0.05 USD",
               "annotators": [{"count": 3, "accuracy": 1}]},
             "stop": {"maxRounds": 3}, "seed": 11}
            """
                .formatted(content, trainer, strategy),
            List.of(pool.subList(0, ITEMS / 2), pool.subList(ITEMS / 2, pool.size())));
    ObjectStore[] store = {new InMemoryObjectStore()};
    run(
        campaign,
        folder.resolve("work"),
        1,
        opened -> {
          store[0] = opened;
          return opened;
        });
    Map<String, String> screened = scores(store[0]);
    assertThat(screened).hasSize(4);

    var plain = new CountingLearner(Learners.named(trainer).orElseThrow(), false);
    var compiled = new CountingLearner(Learners.named(trainer).orElseThrow(), true);

    assertThat(scoredAgain(store[0], plain)).isEqualTo(screened);
    assertThat(scoredAgain(store[0], compiled)).isEqualTo(screened);
    // both rounds ask about every item; screened, about those that may be among the best
    assertThat(plain.predictions).isGreaterThan(2 * ITEMS - 1_000);
    assertThat(compiled.predictions).isLessThan(plain.predictions * 6 / 10);
  }

  private static Map<String, String> scores(ObjectStore store) {
    Map<String, String> scores = new TreeMap<>();
    for (ObjectStore.ObjectSummary object : store.list("")) {
      if (object.key().contains("/scores/")) {
        byte[] content = store.get(object.key()).orElseThrow().content();
        scores.put(object.key(), new String(content, StandardCharsets.UTF_8));
      }
    }
    return scores;
  }

  /** What the shards keep when a campaign's rounds are scored again with a learner. */
  private static Map<String, String> scoredAgain(ObjectStore store, Learner learner) {
    var copy = new InMemoryObjectStore();
    String prefix = "";
    for (ObjectStore.ObjectSummary object : store.list("")) {
      if (!object.key().contains("/scores/")) {
        copy.put(object.key(), store.get(object.key()).orElseThrow().content());
      }
      if (object.key().endsWith("state/claim.json")) {
        prefix = object.key().substring(0, object.key().indexOf("state/"));
      }
    }
    var step =
        new ScoreShard(
            new Campaigns(
                new DocumentStore(copy), LocalRegistries.KNOWN_NAMES, trainer -> learner));
    for (String key : scores(store).keySet()) {
      int round = key.contains("rounds/0002") ? 2 : 3;
      int shard = key.endsWith("00000.jsonl") ? 0 : 1;
      assertThat(new CampaignKeys(prefix).scores(round, shard)).isEqualTo(key);
      step.execute(new ScoreShard.Input(prefix, round, shard));
    }
    return scores(copy);
  }

  /**
   * Texts whose class hangs on a few words, with lines that are no items and ids that came before.
   */
  private static List<String> texts() {
    var random = new SplittableRandom(5);
    var lines = new ArrayList<String>();
    for (int i = 0; i < ITEMS; i++) {
      boolean plus = random.nextBoolean();
      var text = new StringBuilder();
      int words = random.nextInt(30) == 0 ? 0 : 1 + random.nextInt(8);
      for (int w = 0; w < words; w++) {
        boolean telling = random.nextInt(3) == 0;
        int word = telling ? (plus ? 0 : 3) + random.nextInt(4) : random.nextInt(WORDS.length);
        text.append(WORDS[word]).append(random.nextInt(5) == 0 ? ", " : " ");
      }
      String id = random.nextInt(50) == 0 ? "é" + i : "t" + (random.nextInt(60) == 0 ? 7 : i);
      lines.add(
          "{\"id\":\"%s\",%s\"text\":\"%s%s\",\"label\":\"%s\"}"
              .formatted(
                  id,
                  random.nextInt(40) == 0
                      ? "\"m\":{\"x\":1," + (i % 3 == 0 ? "\"x\":2}," : "\"y\":[]},")
                      : " ",
                  text,
                  random.nextInt(30) == 0 ? "\u0001" : "",
                  plus ? "plus" : "minus"));
    }
    return lines;
  }

  /** A learner whose models count what they are asked, and can be compiled or not. */
  private static final class CountingLearner extends WrappedLearner {
    private final boolean compiles;
    private int predictions;

    CountingLearner(Learner learner, boolean compiles) {
      super(learner);
      this.compiles = compiles;
    }

    @Override
    public Classifier read(FeatureSpace space, ClassLabels classes, byte[] stored) {
      Classifier model = learner.read(space, classes, stored);
      return new Classifier() {
        @Override
        public ClassLabels classes() {
          return model.classes();
        }

        @Override
        public double[] probabilities(Vector features) {
          predictions++;
          return model.probabilities(features);
        }

        @Override
        public Optional<CompiledScorer> compile() {
          return compiles ? model.compile() : Optional.empty();
        }

        @Override
        public byte[] toBytes() {
          return model.toBytes();
        }
      };
    }
  }
}
