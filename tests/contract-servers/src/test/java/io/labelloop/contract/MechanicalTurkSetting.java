package io.labelloop.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.annotation.Annotation;
import io.labelloop.aws.crowd.ItemDisplay;
import io.labelloop.aws.mechanicalturk.HitNotifications;
import io.labelloop.aws.mechanicalturk.MechanicalTurkAccount;
import io.labelloop.aws.mechanicalturk.MechanicalTurkWorkforce;
import io.labelloop.budget.Money;
import io.labelloop.campaign.MechanicalTurkSpec;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.port.InMemoryObjectStore;
import io.labelloop.workflow.port.LabelingJob;
import io.labelloop.workflow.port.Workforce;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.mturk.MTurkClient;

/** Mechanical Turk, as a server that keeps to its model, and the workforce over it. */
abstract class MechanicalTurkSetting {
  static final String BUCKET = "data";
  static final String QUEUE = "https://sqs.us-east-1.amazonaws.com/123456789012/labelloop";

  final InMemoryObjectStore objects = new InMemoryObjectStore();
  final DocumentStore documents = new DocumentStore(objects);
  final RecordedCallback callback = new RecordedCallback();
  final Delivery messages = new Delivery(this::message);
  final Map<String, LabelingJob> published = new HashMap<>();
  Instant now = Instant.parse("2026-01-01T00:00:00Z");
  MechanicalTurkSpec spec = spec(2, Optional.empty(), 0);
  MechanicalTurkServer server;
  MTurkClient client;

  @BeforeEach
  void start() {
    server = new MechanicalTurkServer(Models.mechanicalTurk(), new EagerCrowd(30), messages);
    client = Clients.mechanicalTurk(server.server().endpoint());
  }

  @AfterEach
  void everyRequestKeptToTheServiceModel() {
    if (server != null) {
      client.close();
      server.close();
      assertThat(server.server().mistakes()).isEmpty();
    }
  }

  void message(String body) {
    notifications().follow(body);
  }

  HitNotifications notifications() {
    return new HitNotifications(
        client,
        documents,
        BUCKET,
        key -> new Remembering().turk().advance(Objects.requireNonNull(published.get(key))));
  }

  static MechanicalTurkSpec spec(int page, Optional<Money> hourlyPay, double bonusShare) {
    return new MechanicalTurkSpec(
        page,
        Optional.empty(),
        Optional.empty(),
        1_800,
        604_800,
        259_200,
        MechanicalTurkSpec.Approval.ALL,
        hourlyPay,
        bonusShare,
        new MechanicalTurkSpec.Qualifications(
            OptionalInt.of(95), OptionalInt.of(100), List.of("US", "DE"), false, true));
  }

  /** The workforce, remembering the jobs that it is given, as the campaign's documents do. */
  private final class Remembering implements Workforce {
    MechanicalTurkWorkforce turk() {
      return new MechanicalTurkWorkforce(
          client,
          documents,
          callback,
          () -> now,
          spec,
          Money.parse("0.10 USD"),
          new MechanicalTurkAccount(BUCKET, QUEUE),
          new ItemDisplay(Optional.empty(), List.of(), Optional.empty()));
    }

    @Override
    public void publish(LabelingJob job, String taskToken) {
      published.put(job.key(), job);
      turk().publish(job, taskToken);
    }

    @Override
    public List<Annotation> collect(LabelingJob job) {
      return turk().collect(job);
    }

    @Override
    public void cancel(LabelingJob job) {
      turk().cancel(job);
    }
  }

  Workforce workforce() {
    return new Remembering();
  }

  void letAnswersCome() {
    server.work();
  }

  List<String> succeeded() {
    return callback.succeeded;
  }

  static LabelingJob birds(int items, int annotations, String text) {
    return new LabelingJob(
        "campaigns/birds/rounds/0007/jobs/2",
        "Which \"bird\"?",
        List.of("tit", "wren & co"),
        IntStream.range(0, items)
            .mapToObj(
                i ->
                    new LabelingJob.Question(
                        new ItemId("i" + i), new ItemContent.Text(text), annotations, List.of()))
            .toList(),
        Duration.ofDays(30));
  }
}
