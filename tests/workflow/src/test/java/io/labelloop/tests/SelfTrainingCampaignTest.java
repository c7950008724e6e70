package io.labelloop.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.campaign.TrainerSpec;
import io.labelloop.learning.Trainers;
import io.labelloop.local.LocalEngine;
import io.labelloop.local.LocalRegistries;
import io.labelloop.local.LocalWorkspace;
import io.labelloop.model.LabeledVector;
import io.labelloop.model.Learner;
import io.labelloop.model.Trainer;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.Training;
import io.labelloop.workflow.port.InMemoryObjectStore;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.report.CampaignSummary;
import io.labelloop.workflow.step.Campaigns;
import io.labelloop.workflow.step.RoundInput;
import io.labelloop.workflow.step.TrainModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Guesses beside the labels: what they may change, what they may not, and when they are dropped.
 */
class SelfTrainingCampaignTest {
  private static final String STOP = "{\"maxRounds\": 3}";

  @TempDir private Path folder = Path.of("");

  private Path run(String workspace, String model) throws IOException {
    Path file =
        CampaignFixture.write(
            folder,
            CampaignFixture.campaignJson(STOP, "")
                .replace("\"query\": {", "\"model\": " + model + ", \"query\": {"),
            List.of(CampaignFixture.pool(400)));
    Path work = folder.resolve(workspace);
    LocalEngine.Ended ended = CampaignFixture.run(file, work, 2);
    assertThat(ended).isInstanceOf(LocalEngine.Ended.Finished.class);
    CampaignSummary summary = ((LocalEngine.Ended.Finished) ended).summary();
    // guesses count as labels nowhere: 10 of the seed set, and 10 in each round after it
    assertThat(summary.curve())
        .extracting(CampaignSummary.CurvePoint::trainingLabels)
        .containsExactly(10, 20, 30);
    return work;
  }

  private static Training training(Path work, int round) throws IOException {
    return JsonCodec.read(
        Files.readAllBytes(work.resolve("campaigns/small/rounds/000" + round + "/training.json")),
        Training.class);
  }

  @Test
  void run_withSelfTraining_guessesAndCountsNoGuessAsALabel() throws IOException {
    Path work = run("work", "{\"selfTraining\": {\"validation\": 40}}");

    Training last = training(work, 3);
    Training.SelfTraining guessed = last.selfTraining().orElseThrow();
    assertThat(last.labels()).isEqualTo(30);
    assertThat(guessed.guesses()).isBetween(1, 30);
    assertThat(guessed.validation()).isEqualTo(40);
    assertThat(guessed.kept()).isEqualTo(guessed.lossWith() <= guessed.lossWithout());
    Path campaign = work.resolve("campaigns/small");
    List<String> labels = Files.readAllLines(campaign.resolve("labels.jsonl"));
    CampaignSummary summary =
        JsonCodec.read(Files.readAllBytes(campaign.resolve("summary.json")), CampaignSummary.class);
    assertThat(labels).hasSize(Math.toIntExact(summary.labeled()));
    assertThat(Files.readString(campaign.resolve("report.html")))
        .contains(guessed.guesses() + " of its own confident guesses");
    try (LocalWorkspace opened = LocalWorkspace.open(work).orElseThrow()) {
      assertThat(LocalEngine.verify(opened).findings()).isEmpty();
    }
  }

  @Test
  void train_withGuessesThatAreWrong_dropsThemAndKeepsTheModelOfLabelsAlone() throws IOException {
    Path work = run("work", "{\"selfTraining\": {\"validation\": 40}}");

    ObjectStore asItIs = trainedAgain(work, Trainers::of);
    ObjectStore harmed = trainedAgain(work, spec -> new Liar(Trainers.classLearner(spec)));
    ObjectStore alone = trainedAgain(work, spec -> new Mute(Trainers.classLearner(spec)));

    CampaignKeys keys = new CampaignKeys("campaigns/small/");
    byte[] stored = Files.readAllBytes(work.resolve("campaigns/small/rounds/0003/model.tribuo"));
    assertThat(asItIs.get(keys.model(3)).orElseThrow().content()).isEqualTo(stored);
    Training.SelfTraining outcome =
        new DocumentStore(harmed)
            .get(keys.training(3), Training.class)
            .selfTraining()
            .orElseThrow();
    assertThat(outcome.guesses()).isPositive();
    assertThat(outcome.lossWith()).isGreaterThan(outcome.lossWithout());
    assertThat(outcome.kept()).isFalse();
    assertThat(harmed.get(keys.model(3)).orElseThrow().content())
        .isEqualTo(alone.get(keys.model(3)).orElseThrow().content());
  }

  /** The documents of a campaign whose last round is trained again by another trainer. */
  private static ObjectStore trainedAgain(Path work, Function<TrainerSpec, Trainer> trainers)
      throws IOException {
    var copy = new InMemoryObjectStore();
    CampaignFixture.documents(work)
        .forEach(
            (key, content) -> {
              if (!key.contains("rounds/0003/training") && !key.contains("rounds/0003/model")) {
                copy.put(key, content.getBytes(StandardCharsets.ISO_8859_1));
              }
            });
    new TrainModel(new Campaigns(new DocumentStore(copy), LocalRegistries.KNOWN_NAMES, trainers))
        .execute(new RoundInput("campaigns/small/", 3));
    return copy;
  }

  /** Takes every guess for the other class. */
  private static final class Liar extends WrappedLearner {
    Liar(Learner learner) {
      super(learner);
    }

    @Override
    public Optional<Learner> alsoFrom(List<LabeledVector> guesses, double weight) {
      return learner.alsoFrom(
          guesses.stream()
              .map(guess -> new LabeledVector(guess.id(), guess.features(), 1 - guess.label()))
              .toList(),
          weight);
    }
  }

  /** Hears no guess. */
  private static final class Mute extends WrappedLearner {
    Mute(Learner learner) {
      super(learner);
    }

    @Override
    public Optional<Learner> alsoFrom(List<LabeledVector> guesses, double weight) {
      return Optional.of(learner);
    }
  }
}
