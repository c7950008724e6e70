package io.labelloop.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.campaign.CampaignSpec;
import io.labelloop.learning.Trainers;
import io.labelloop.learning.compare.Arm;
import io.labelloop.learning.compare.LabeledItem;
import io.labelloop.learning.compare.LearningCurveExperiment;
import io.labelloop.learning.compare.Protocol;
import io.labelloop.learning.compare.RoundStrategy;
import io.labelloop.learning.compare.SeedSetChoice;
import io.labelloop.local.LabeledPool;
import io.labelloop.local.LocalEngine;
import io.labelloop.local.LocalRegistries;
import io.labelloop.model.ClassLabels;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.model.Learner;
import io.labelloop.model.RoundTraining;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemId;
import io.labelloop.query.QueryStrategies;
import io.labelloop.query.SeedSets;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.Training;
import io.labelloop.workflow.port.InMemoryObjectStore;
import io.labelloop.workflow.step.Campaigns;
import io.labelloop.workflow.step.RoundInput;
import io.labelloop.workflow.step.TrainModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A comparison of strategies is a campaign in small: with the same seed, the same pool and
 * annotators who are always right it draws the same validation stream, asks about the same items
 * and trains the same models, byte for byte.
 */
class CompareAgreesWithCampaignTest {
  private static final int ROUNDS = 3;

  @TempDir private Path folder = Path.of("");

  /** Texts of which a word tells the class four times in five. */
  private static List<String> pool(int items) {
    var random = new Random(3);
    var lines = new ArrayList<String>();
    for (int i = 0; i < items; i++) {
      boolean plus = i % 2 == 0;
      var words = new ArrayList<String>();
      for (int word = 0; word < 4; word++) {
        boolean right = random.nextInt(5) > 0;
        words.add((plus == right ? "p" : "m") + random.nextInt(30));
      }
      lines.add(
          "{\"id\":\"item-%04d\",\"text\":\"%s %d\",\"label\":\"%s\"}"
              .formatted(i, String.join(" ", words), i, plus ? "plus" : "minus"));
    }
    return lines;
  }

  private static String campaign(String model) {
    return """
        {"task": {"labels": ["plus", "minus"]}, "pool": {"location": "pool/"}, "model": %s,
         "query": {"strategy": "margin", "batchSize": 30, "randomShare": 0, "seedSet": {"size": 30}},
         "workforce": {"type": "simulated", "truth": "label", "pricePerAnnotation": "0.05 USD",
           "annotators": [{"count": 3, "accuracy": 1}]},
         "stop": {"maxRounds": %d}, "seed": 11}
        """
        .formatted(model, ROUNDS);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{\"search\": true}",
        "{\"selfTraining\": {\"validation\": 40}}",
        "{\"trainer\": \"logistic-regression-words\", \"search\": true, \"selfTraining\": true}",
        "{\"trainer\": \"linear-svm\", \"search\": true}"
      })
  void models_ofAComparison_areThoseOfTheCampaign(String model) throws IOException {
    Path file = CampaignFixture.write(folder, campaign(model), List.of(pool(400)));
    Path work = folder.resolve("work");
    assertThat(CampaignFixture.run(file, work, 2)).isInstanceOf(LocalEngine.Ended.Finished.class);
    CampaignSpec spec = CampaignFixture.spec(file);

    Set<List<Byte>> compared = comparedModels(file, spec);

    for (int round = 1; round <= ROUNDS; round++) {
      assertThat(compared).as("round " + round).contains(bytes(trainedAtEpoch(work, round)));
    }
    Training last =
        JsonCodec.read(
            Files.readAllBytes(work.resolve("campaigns/small/rounds/0003/training.json")),
            Training.class);
    // the last round is one that has something to agree about
    assertThat(last.labels()).isEqualTo(30 * ROUNDS);
    last.search()
        .ifPresent(found -> assertThat(found.trainers().getFirst().examples()).isEqualTo(90));
    last.selfTraining().ifPresent(tried -> assertThat(tried.guesses()).isPositive());
  }

  /** Every model that a comparison with the campaign's file and seed trains. */
  private static Set<List<Byte>> comparedModels(Path file, CampaignSpec spec) {
    Set<List<Byte>> trained = new HashSet<>();
    List<LabeledItem> items = LabeledPool.read(file, spec);
    var experiment =
        new LearningCurveExperiment(
            new RoundTraining(
                new Recording(Trainers.classLearner(spec.model().trainer()), trained),
                spec.model().search(),
                spec.model().selfTraining().isPresent()),
            spec.task().labels(),
            items,
            List.of(
                new LabeledItem(new Item(new ItemId("t"), items.getFirst().item().content()), 0)),
            new Protocol(30, 30, lastRound(spec), List.of(spec.seed()), 1));
    var arm =
        new Arm(
            "margin",
            SeedSetChoice.of(SeedSets.named("typical").orElseThrow()),
            RoundStrategy.always(QueryStrategies.named("margin").orElseThrow()),
            spec.validationItems(spec.query().strategy()));
    experiment.run(List.of(arm), (done, total) -> {});
    return trained;
  }

  /** Batches until as many labels have taught, those of the validation stream paid besides. */
  private static int lastRound(CampaignSpec spec) {
    return ROUNDS - 1 + (spec.validationItems() + 29) / 30;
  }

  /** The model that a round of the campaign trains, but for the date in its provenance. */
  private static byte[] trainedAtEpoch(Path work, int round) throws IOException {
    var copy = new InMemoryObjectStore();
    CampaignKeys keys = new CampaignKeys("campaigns/small/");
    CampaignFixture.documents(work)
        .forEach(
            (key, content) -> {
              if (!key.equals(keys.training(round)) && !key.equals(keys.model(round))) {
                copy.put(key, content.getBytes(StandardCharsets.ISO_8859_1));
              }
            });
    new TrainModel(
            new Campaigns(
                new DocumentStore(copy),
                LocalRegistries.KNOWN_NAMES,
                trainer -> new Recording(Trainers.classLearner(trainer), new HashSet<>())))
        .execute(new RoundInput("campaigns/small/", round));
    return copy.get(keys.model(round)).orElseThrow().content();
  }

  private static List<Byte> bytes(byte[] array) {
    var bytes = new ArrayList<Byte>(array.length);
    for (byte b : array) {
      bytes.add(b);
    }
    return bytes;
  }

  /** Keeps what every learner around or beside it trains, without its date. */
  private static final class Recording extends WrappedLearner {
    private final Set<List<Byte>> trained;

    Recording(Learner learner, Set<List<Byte>> trained) {
      super(learner);
      this.trained = trained;
    }

    @Override
    public Classifier train(
        FeatureSpace space,
        ClassLabels classes,
        List<LabeledVector> training,
        long seed,
        Instant trainedAt) {
      Classifier model = learner.train(space, classes, training, seed, Instant.EPOCH);
      trained.add(bytes(model.toBytes()));
      return model;
    }

    @Override
    public List<Learner> grid() {
      return learner.grid().stream().<Learner>map(one -> new Recording(one, trained)).toList();
    }

    @Override
    public String setting() {
      return learner.setting();
    }

    @Override
    public Optional<Learner> alsoFrom(List<LabeledVector> guesses, double weight) {
      return learner.alsoFrom(guesses, weight).map(one -> new Recording(one, trained));
    }
  }
}
