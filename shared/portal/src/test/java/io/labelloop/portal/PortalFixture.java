package io.labelloop.portal;

import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.CampaignSpecReader;
import io.labelloop.campaign.KnownNames;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.port.InMemoryObjectStore;
import io.labelloop.workflow.port.LabelingJob;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.port.WorkflowCallback;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A campaign's portal over a store in memory, on a clock that the test moves. */
final class PortalFixture {
  static final String PREFIX = "campaigns/birds/";
  static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

  private static final String TEXTS =
      "\"task\": {\"labels\": [\"a\", \"b\"]}, \"pool\": {\"location\": \"p.jsonl\"}";

  final ObjectStore objects;
  final AtomicReference<Instant> now = new AtomicReference<>(START);
  final List<String> succeeded = new CopyOnWriteArrayList<>();
  private final String section;
  private final String gold;

  PortalFixture(String portalSection) {
    this(new InMemoryObjectStore(), portalSection);
  }

  PortalFixture(ObjectStore objects, String portalSection) {
    this(objects, portalSection, "");
  }

  private PortalFixture(ObjectStore objects, String section, String gold) {
    this.objects = objects;
    this.section = section;
    this.gold = gold;
  }

  /**
   * With gold items.
   *
   * @param gold the section {@code workforce.gold}
   */
  static PortalFixture withGold(String gold) {
    return withGold(new InMemoryObjectStore(), gold);
  }

  /** The same over a store. */
  static PortalFixture withGold(ObjectStore objects, String gold) {
    return new PortalFixture(objects, "", ", \"gold\": " + gold);
  }

  private CampaignSpec spec(String taskAndPool) {
    String file =
        "{"
            + taskAndPool
            + ", \"stop\": {\"maxRounds\": 3},"
            + "\"workforce\": {\"type\": \"portal\", \"pricePerAnnotation\": \"1 USD\", \"portal\": {"
            + section
            + "}"
            + gold
            + "}}";
    return switch (new CampaignSpecReader(
            new KnownNames(
                List.of("margin-cluster"),
                List.of("typical"),
                List.of("logistic-regression"),
                List.of("mnlp"),
                List.of("crf")))
        .read(file.getBytes(StandardCharsets.UTF_8), "campaign.json")) {
      case CampaignSpecReader.Reading.Valid valid -> valid.spec();
      case CampaignSpecReader.Reading.Invalid invalid ->
          throw new AssertionError(invalid.mistakes().toString());
    };
  }

  /** Another instance over the same store. */
  Portal portal() {
    return portal(spec(TEXTS));
  }

  /** The same for sentences. */
  Portal sentences() {
    return portal(
        spec(
            "\"task\": {\"type\": \"sequence\", \"labels\": [\"a\", \"b\"]}, \"pool\": {\"location\": \"p.jsonl\"}"));
  }

  /** The same for pictures in the folder {@code photos} and on one host. */
  Portal pictures() {
    return portal(
        spec(
            "\"task\": {\"labels\": [\"a\", \"b\"]}, \"pool\": {\"location\": \"photos/\", \"embedding\": \"e\","
                + " \"image\": {\"column\": \"photo\", \"hosts\": [\"images.example.org\"]}}"));
  }

  private Portal portal(CampaignSpec campaign) {
    InstantSource clock = now::get;
    return new Portal(
        objects, PREFIX, campaign, List.of(), new PortalSecret(new byte[32]), clock, callback());
  }

  /** The campaign's people as a process knows them that serves no portal. */
  PortalWorkforce workforceElsewhere() {
    return PortalWorkforce.of(objects, PREFIX, spec(TEXTS), now::get, callback());
  }

  private WorkflowCallback callback() {
    return new WorkflowCallback() {
      @Override
      public void succeed(String taskToken, String output) {
        succeeded.add(taskToken);
      }

      @Override
      public void fail(String taskToken, String error, String cause) {
        throw new AssertionError(error);
      }

      @Override
      public void heartbeat(String taskToken) {
        throw new AssertionError("nobody sends heartbeats");
      }
    };
  }

  void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  static PersonId person(int number) {
    return new PersonId(String.format(Locale.ROOT, "p-person-%012d", number));
  }

  static LabelingJob job(int number, int items, int wanted) {
    return job(number, items, wanted, i -> new ItemContent.Text("text " + i));
  }

  static LabelingJob job(int number, int items, int wanted, IntFunction<ItemContent> contents) {
    return new LabelingJob(
        PREFIX + "rounds/0001/jobs/" + number,
        "which?",
        List.of("a", "b"),
        IntStream.range(0, items)
            .mapToObj(
                i ->
                    new LabelingJob.Question(
                        new ItemId("i" + i), contents.apply(i), wanted, List.of()))
            .toList(),
        Duration.ofDays(14));
  }

  /** Sends the first revision of a label. */
  static Submission send(Portal portal, PersonId person, String assignment, String label) {
    return send(portal, person, assignment, 1, Reply.ofLabel(label));
  }

  static Submission send(
      Portal portal, PersonId person, String assignment, int revision, Reply reply) {
    return portal
        .answers()
        .submit(
            person,
            assignment,
            new AnswerBook.Sent("key", revision, reply, StoredAnswer.Meta.NONE));
  }

  static Standing standing(Submission submission) {
    return ((Submission.Stored) submission).standing();
  }

  static Reply skip() {
    return new Reply(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(true), Optional.empty());
  }

  static Reply cannotTell() {
    return new Reply(
        Optional.empty(),
        Optional.empty(),
        Optional.of("unclear"),
        Optional.empty(),
        Optional.of("blurred"));
  }

  /** A person who answers one item after another until there is none; returns how many. */
  static int answerAll(Portal portal, PersonId person, String label) {
    int answered = 0;
    while (true) {
      Work work = portal.queue().next(person, "tab", List.of(), 3);
      if (work.items().isEmpty() && work.state() != Work.State.SEARCHING) {
        return answered;
      }
      for (Work.Assignment item : work.items()) {
        Submission unused = send(portal, person, item.id(), label);
        answered++;
      }
    }
  }
}
