package io.labelloop.portal;

import static io.labelloop.portal.PortalFixture.job;
import static io.labelloop.portal.PortalFixture.person;
import static io.labelloop.portal.PortalFixture.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.workflow.port.LabelingJob;
import io.labelloop.workflow.port.ObjectStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goal 13 of the portal. */
class PortalConcurrencyTest {
  private static final int PEOPLE = 20;
  private static final int ITEMS = 200;
  private static final int WANTED = 3;

  /** What came back for each answer that a person sent. */
  private static List<Standing> work(Portal portal, PersonId person) {
    var standings = new ArrayList<Standing>();
    var queue = new ArrayDeque<String>();
    int idle = 0;
    while (idle < 1_000) {
      Work work =
          portal.queue().next(person, "tab", List.copyOf(queue), 3 - Math.min(3, queue.size()));
      work.items().forEach(item -> queue.add(item.id()));
      if (queue.isEmpty()) {
        if (work.state() == Work.State.DONE) {
          return standings;
        }
        idle++;
        Thread.onSpinWait();
        continue;
      }
      idle = 0;
      standings.add(PortalFixture.standing(send(portal, person, queue.remove(), "a")));
    }
    return standings;
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void goal13_twentyPeopleOnTwoInstances_leaveNoItemShortAndNoneInSurplus() throws Exception {
    var fixture = new PortalFixture("");
    List<Portal> instances = List.of(fixture.portal(), fixture.portal());
    LabelingJob job = job(1, ITEMS, WANTED);
    instances.get(0).workforce().publish(job, "token");
    var tasks = new ArrayList<Callable<List<Standing>>>();
    for (int i = 0; i < PEOPLE; i++) {
      PersonId person = person(i);
      Portal portal = instances.get(i % instances.size());
      tasks.add(() -> work(portal, person));
    }
    List<Standing> all = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(PEOPLE)) {
      for (Future<List<Standing>> done : pool.invokeAll(tasks)) {
        all.addAll(done.get());
      }
    }
    Map<String, Integer> perItem = new HashMap<>();
    instances
        .get(1)
        .workforce()
        .collect(job)
        .forEach(annotation -> perItem.merge(annotation.item().value(), 1, Integer::sum));
    assertThat(perItem).hasSize(ITEMS).allSatisfy((item, n) -> assertThat(n).isEqualTo(WANTED));
    assertThat(all).filteredOn(s -> s == Standing.COUNTS).hasSize(ITEMS * WANTED);
    // healthy 0; without leases 20 people choose alike and hundreds are too many
    assertThat(all).filteredOn(s -> s != Standing.COUNTS).hasSizeLessThanOrEqualTo(6);
    long stored =
        fixture.objects.list(PortalFixture.PREFIX).stream()
            .map(ObjectStore.ObjectSummary::key)
            .filter(key -> key.contains("/answers/"))
            .count();
    assertThat(stored).isEqualTo(all.size());
    assertThat(fixture.succeeded).contains("token").containsOnly("token");
  }
}
