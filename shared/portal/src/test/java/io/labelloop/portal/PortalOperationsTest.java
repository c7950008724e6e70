package io.labelloop.portal;

import static io.labelloop.portal.PortalFixture.job;
import static io.labelloop.portal.PortalFixture.person;
import static io.labelloop.portal.PortalFixture.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.workflow.port.InMemoryObjectStore;
import io.labelloop.workflow.port.ObjectStore;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many store operations a request takes, whatever the size of the pool. */
class PortalOperationsTest {
  private static final class CountedStore implements ObjectStore {
    private final ObjectStore inner = new InMemoryObjectStore();
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public Optional<StoredObject> get(String key) {
      calls.incrementAndGet();
      return inner.get(key);
    }

    @Override
    public InputStream open(String key, long start, long end) {
      calls.incrementAndGet();
      return inner.open(key, start, end);
    }

    @Override
    public Etag put(String key, byte[] content) {
      calls.incrementAndGet();
      return inner.put(key, content);
    }

    @Override
    public PutResult putIfAbsent(String key, byte[] content) {
      calls.incrementAndGet();
      return inner.putIfAbsent(key, content);
    }

    @Override
    public PutResult replaceIfUnchanged(String key, Etag expected, byte[] content) {
      calls.incrementAndGet();
      return inner.replaceIfUnchanged(key, expected, content);
    }

    @Override
    public List<ObjectSummary> list(String prefix) {
      calls.incrementAndGet();
      return inner.list(prefix);
    }
  }

  /** The most operations of one answer with the next item, over a hundred of one person. */
  private static int mostOperations(int items) {
    var store = new CountedStore();
    var fixture = new PortalFixture(store, "");
    Portal portal = fixture.portal();
    portal.workforce().publish(job(1, items, 1), "token");
    List<String> held = new ArrayList<>();
    portal.queue().next(person(1), "tab", held, 3).items().forEach(i -> held.add(i.id()));
    int most = 0;
    for (int i = 0; i < 100; i++) {
      store.calls.set(0);
      Submission unused = send(portal, person(1), held.remove(0), "a");
      portal.queue().next(person(1), "tab", held, 1).items().forEach(n -> held.add(n.id()));
      most = Math.max(most, store.calls.get());
    }
    return most;
  }

  @Test
  void next_ofAHundredThousandOpenItems_takesNoMoreOperationsThanOfAThousand() {
    int small = mostOperations(1_000);
    int large = mostOperations(100_000);
    // 25 and 30: a page that is full adds its mark and a look at the next page
    assertThat(large).isLessThanOrEqualTo(40);
    assertThat(large - small).isLessThanOrEqualTo(10);
  }

  @Test
  void goal17_submit_ofAGoldItem_takesAboutAsManyOperationsAsOfAnyOther() {
    var store = new CountedStore();
    String gold =
        IntStream.range(0, 30)
            .mapToObj(
                i -> "{\"id\": \"g" + i + "\", \"text\": \"known " + i + "\", \"label\": \"a\"}")
            .collect(Collectors.joining(","));
    Portal portal =
        PortalFixture.withGold(store, "{\"share\": 0.4, \"items\": [" + gold + "]}").portal();
    // two answers each, so that no page is full and no mark is written
    portal.workforce().publish(job(1, 1_000, 2), "token");
    List<Integer> known = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Work.Assignment item = portal.queue().next(person(1), "tab", List.of(), 1).items().getFirst();
      store.calls.set(0);
      Submission unused = send(portal, person(1), item.id(), "a");
      (item.item().content().toString().contains("known") ? known : others).add(store.calls.get());
    }
    assertThat(known).hasSizeGreaterThan(10);
    assertThat(others).hasSizeGreaterThan(10);
    // 6 and 8: a page of the job is found by the index of jobs, a person's gold page is not
    assertThat(median(others) - median(known)).isBetween(-2, 2);
  }

  private static int median(List<Integer> counts) {
    return counts.stream().sorted().toList().get(counts.size() / 2);
  }

  @Test
  void submit_ofAnIdThatWasMadeUp_touchesNoStore() {
    var store = new CountedStore();
    Portal portal = new PortalFixture(store, "").portal();
    portal.workforce().publish(job(1, 10, 1), "token");
    store.calls.set(0);
    for (String id :
        List.of(
            "..",
            "../../secret",
            "%2e%2e%2f",
            "\\",
            "a".repeat(32),
            "x".repeat(5_000),
            "ａ".repeat(32),
            "")) {
      assertThat(send(portal, person(1), id, "a")).isInstanceOf(Submission.Unknown.class);
      assertThat(portal.answers().undo(person(1), "tab", id, 1))
          .isInstanceOf(AnswerBook.Undo.Unknown.class);
      assertThat(portal.queue().item(person(1), "tab", id)).isEmpty();
      portal.queue().leave(person(1), List.of(id));
    }
    assertThat(store.calls).hasValue(0);
  }
}
