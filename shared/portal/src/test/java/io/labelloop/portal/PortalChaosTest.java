package io.labelloop.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.workflow.port.InMemoryObjectStore;
import io.labelloop.workflow.port.LabelingJob;
import io.labelloop.workflow.port.ObjectStore;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Instances that are killed between any two store operations, requests and answers that are lost or
 * come twice, tabs that close, clocks that jump: whatever was acknowledged is stored exactly once.
 */
class PortalChaosTest {
  private static final int PEOPLE = 4;
  private static final int ITEMS = 25;
  private static final int WANTED = 2;

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** A store whose instance is killed before or after some operations. */
  private static final class KillingStore implements ObjectStore {
    private final ObjectStore inner = new InMemoryObjectStore();
    private final Random random;
    private double rate;

    KillingStore(Random random) {
      this.random = random;
    }

    private void mayDie() {
      if (random.nextDouble() < rate) {
        throw new Killed();
      }
    }

    @Override
    public Optional<StoredObject> get(String key) {
      mayDie();
      return inner.get(key);
    }

    @Override
    public InputStream open(String key, long start, long end) {
      return inner.open(key, start, end);
    }

    @Override
    public Etag put(String key, byte[] content) {
      mayDie();
      Etag etag = inner.put(key, content);
      mayDie();
      return etag;
    }

    @Override
    public PutResult putIfAbsent(String key, byte[] content) {
      mayDie();
      PutResult result = inner.putIfAbsent(key, content);
      mayDie();
      return result;
    }

    @Override
    public PutResult replaceIfUnchanged(String key, Etag expected, byte[] content) {
      mayDie();
      PutResult result = inner.replaceIfUnchanged(key, expected, content);
      mayDie();
      return result;
    }

    @Override
    public List<ObjectSummary> list(String prefix) {
      mayDie();
      return inner.list(prefix);
    }
  }

  /** What a page keeps in its outbox until it is acknowledged. */
  private record Pending(String assignment, int revision, Reply reply) {}

  private static final class Person {
    private final PersonId id;
    private final Deque<String> queue = new ArrayDeque<>();
    private final Deque<Pending> outbox = new ArrayDeque<>();
    private final Map<String, Pending> acknowledged = new HashMap<>();

    Person(int number) {
      this.id = PortalFixture.person(number);
    }
  }

  private final Map<Long, Integer> kills = new HashMap<>();

  static LongStream seeds() {
    return LongStream.range(0, 120);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void goal07_anyFault_losesNoAcknowledgedAnswerAndDoublesNone(long seed) {
    var random = new Random(seed);
    var store = new KillingStore(random);
    var fixture = new PortalFixture(store, "");
    LabelingJob job = PortalFixture.job(1, ITEMS, WANTED);
    fixture.portal().workforce().publish(job, "token");
    var people = new ArrayList<Person>();
    for (int i = 0; i < PEOPLE; i++) {
      people.add(new Person(i));
    }
    for (int step = 0; step < 250; step++) {
      store.rate = 0.03;
      Person person = people.get(random.nextInt(PEOPLE));
      act(fixture, person, random, seed);
      if (random.nextInt(40) == 0) {
        fixture.pass(Duration.ofMinutes(random.nextInt(45)));
      }
    }
    store.rate = 0;
    finish(fixture, people);
    assertThat(kills.getOrDefault(seed, 0)).as("the faults happen").isPositive();
    check(fixture, people, job);
  }

  private void act(PortalFixture fixture, Person person, Random random, long seed) {
    // an instance that was killed is gone; the next request meets a new one
    Portal portal = fixture.portal();
    try {
      int what = random.nextInt(20);
      if (what == 0) {
        person.queue.clear();
      } else if (what == 1) {
        portal.queue().leave(person.id, List.copyOf(person.queue));
        person.queue.clear();
      } else if (!person.outbox.isEmpty()) {
        deliver(portal, person, random);
      } else if (person.queue.isEmpty()) {
        Work work = portal.queue().next(person.id, "tab", List.of(), 3);
        if (random.nextInt(8) > 0) {
          work.items().forEach(item -> person.queue.add(item.id()));
        }
      } else {
        String assignment = person.queue.remove();
        person.outbox.add(
            new Pending(assignment, 1, Reply.ofLabel(random.nextBoolean() ? "a" : "b")));
        deliver(portal, person, random);
      }
    } catch (Killed killed) {
      kills.merge(seed, 1, Integer::sum);
    }
  }

  /** Sends the first of the outbox; the answer, or a second copy of the request, may get lost. */
  private static void deliver(Portal portal, Person person, Random random) {
    Pending pending = person.outbox.getFirst();
    if (random.nextInt(6) == 0) {
      Submission twice = send(portal, person, pending);
      assertThat(twice).isInstanceOf(Submission.Stored.class);
    }
    Submission submission = send(portal, person, pending);
    assertThat(submission).isInstanceOf(Submission.Stored.class);
    if (random.nextInt(8) > 0) {
      person.acknowledged.put(pending.assignment(), pending);
      person.outbox.removeFirst();
    }
  }

  private static Submission send(Portal portal, Person person, Pending pending) {
    return PortalFixture.send(
        portal, person.id, pending.assignment(), pending.revision(), pending.reply());
  }

  private static void finish(PortalFixture fixture, List<Person> people) {
    Portal portal = fixture.portal();
    for (Person person : people) {
      while (!person.outbox.isEmpty()) {
        Pending pending = person.outbox.removeFirst();
        assertThat(send(portal, person, pending)).isInstanceOf(Submission.Stored.class);
        person.acknowledged.put(pending.assignment(), pending);
      }
    }
    fixture.pass(Duration.ofHours(1));
    for (Person person : people) {
      int unused = PortalFixture.answerAll(portal, person.id, "a");
    }
  }

  private static void check(PortalFixture fixture, List<Person> people, LabelingJob job) {
    Portal portal = fixture.portal();
    List<StoredAnswer> stored =
        fixture.objects.list(PortalFixture.PREFIX).stream()
            .filter(object -> object.key().contains("/answers/"))
            .map(
                object ->
                    PortalJson.read(
                        fixture.objects.get(object.key()).orElseThrow().content(),
                        StoredAnswer.class))
            .toList();
    Set<String> keys = new HashSet<>();
    stored.forEach(answer -> assertThat(keys.add(answer.person() + " " + answer.item())).isTrue());
    for (Person person : people) {
      for (Pending pending : person.acknowledged.values()) {
        Submission again = send(portal, person, pending);
        assertThat(again).isInstanceOf(Submission.Stored.class);
        assertThat(((Submission.Stored) again).replayed()).isTrue();
      }
    }
    Map<String, Integer> perItem = new HashMap<>();
    portal
        .workforce()
        .collect(job)
        .forEach(annotation -> perItem.merge(annotation.item().value(), 1, Integer::sum));
    assertThat(perItem).hasSize(ITEMS).allSatisfy((item, n) -> assertThat(n).isEqualTo(WANTED));
    assertThat(portal.workforce().settle(job)).isTrue();
    assertThat(fixture.succeeded).contains("token");
  }
}
