package io.labelloop.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.labelloop.aws.crowd.ItemDisplay;
import io.labelloop.aws.groundtruth.GroundTruthAccount;
import io.labelloop.aws.groundtruth.GroundTruthWorkforce;
import io.labelloop.aws.groundtruth.LabelingJobs;
import io.labelloop.budget.Money;
import io.labelloop.campaign.GroundTruthSpec;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.port.InMemoryObjectStore;
import io.labelloop.workflow.port.LabelingJob;
import io.labelloop.workflow.port.Workforce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/** Ground Truth, as a server that keeps to its model, and the workforce over it. */
abstract class GroundTruthSetting {
  static final String BUCKET = "data";
  static final String TEAM =
      "arn:aws:sagemaker:us-east-1:123456789012:workteam/private-crowd/linguists";
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

  final InMemoryObjectStore objects = new InMemoryObjectStore();
  final DocumentStore documents = new DocumentStore(objects);
  final RecordedCallback callback = new RecordedCallback();
  final Delivery events = new Delivery(this::event);
  GroundTruthServer server;
  SageMakerClient client;
  LabelingJobs jobs;

  @BeforeEach
  void start() {
    server = new GroundTruthServer(Models.sageMaker(), new EagerCrowd(6), events);
    server.keepFilesIn(objects);
    client = Clients.sageMaker(server.server().endpoint());
    jobs = new LabelingJobs(client, documents, callback, BUCKET);
  }

  @AfterEach
  void everyRequestKeptToTheServiceModel() {
    if (server != null) {
      client.close();
      server.close();
      assertThat(server.server().mistakes()).isEmpty();
    }
  }

  void event(String json) {
    try {
      jobs.ended(new ObjectMapper().readTree(json).at("/resources/0").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static GroundTruthSpec spec(String team, Optional<Money> taskPrice) {
    return new GroundTruthSpec(
        team,
        taskPrice,
        Money.parse("0 USD"),
        Optional.empty(),
        Optional.of("Read it\nwhole \uD83D\uDE00."),
        300,
        864_000,
        1_000,
        taskPrice.isPresent() ? List.of("personal-information") : List.of(),
        Optional.empty());
  }

  GroundTruthWorkforce workforce(GroundTruthSpec spec) {
    return new GroundTruthWorkforce(
        client,
        documents,
        callback,
        CLOCK,
        spec,
        new GroundTruthAccount(BUCKET, "arn:aws:iam::123456789012:role/labelloop-ground-truth"),
        new ItemDisplay(
            Optional.empty(),
            List.of("x"),
            Optional.of("s3://" + BUCKET + "/campaigns/birds/pool/")),
        "campaigns/birds/");
  }

  Workforce workforce() {
    return workforce(spec(TEAM, Optional.empty()));
  }

  void letAnswersCome() {
    server.work();
  }

  List<String> succeeded() {
    return callback.succeeded;
  }

  static LabelingJob birds(int... annotations) {
    var questions =
        java.util.stream.IntStream.range(0, annotations.length)
            .mapToObj(
                i ->
                    new LabelingJob.Question(
                        new ItemId("i" + i),
                        new ItemContent.Text("a < b & {{ c }} %}"),
                        annotations[i],
                        List.of()))
            .toList();
    return new LabelingJob(
        "campaigns/birds/rounds/0007/jobs/2",
        "Which \"bird\"?",
        List.of("tit", "wren & co"),
        questions,
        Duration.ofDays(30));
  }
}
