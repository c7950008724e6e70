package io.labelloop.portal;

import static io.labelloop.portal.PortalFixture.job;
import static io.labelloop.portal.PortalFixture.person;
import static io.labelloop.portal.PortalFixture.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.annotation.Annotation;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.port.LabelingJob;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What people answer about gold items, as the workflow is given it, and whom items go to first. */
class PortalGoldTest {
  private static final String GOLD =
      "{\"share\": 0.3, \"items\": [{\"id\": \"train\", \"text\": \"practice\", \"label\": \"a\", \"training\": true},"
          + IntStream.range(0, 10)
              .mapToObj(
                  i ->
                      "{\"id\": \"gold-%d\", \"text\": \"known %d\", \"label\": \"%s\"}"
                          .formatted(i, i, i % 2 == 0 ? "a" : "b"))
              .collect(Collectors.joining(","))
          + "]}";

  @Test
  void collect_afterHiddenItemsWereMet_handsTheirAnswersOverAndNotThoseForPractice() {
    var fixture = PortalFixture.withGold(GOLD);
    Portal portal = fixture.portal();
    LabelingJob job = job(1, 60, 1);
    portal.workforce().publish(job, "token");
    fixture.objects.put(
        new PortalKeys(PortalFixture.PREFIX).profile(person(1)),
        PortalJson.bytes(
            new Profile(
                Profile.VERSION,
                person(1),
                "Ann",
                Role.ANNOTATOR,
                "invitation",
                PortalFixture.START)));
    int met = 0;
    for (int i = 0; i < 30; i++) {
      Work.Assignment item = portal.queue().next(person(1), "tab", List.of(), 1).items().get(0);
      met += item.item().content().toString().contains("known") ? 1 : 0;
      Submission unused = send(portal, person(1), item.id(), "a");
    }
    List<Annotation> answers = portal.workforce().collect(job);
    assertThat(met).isGreaterThan(3);
    assertThat(answers)
        .filteredOn(answer -> answer.item().value().startsWith("gold-"))
        .hasSize(met)
        .allMatch(answer -> answer.label() == 0)
        .allMatch(answer -> answer.annotator().equals(person(1).annotator()));
    assertThat(answers).noneMatch(answer -> answer.item().value().equals("train"));
    // one of the thirty was for practice
    assertThat(answers).hasSize(29);
  }

  @Test
  void next_ofItemsWithPreferredPeople_givesEverybodyFirstWhatTheyAreBestFor() {
    Portal portal = new PortalFixture("").portal();
    String one = person(1).value();
    String two = person(2).value();
    portal
        .workforce()
        .publish(
            new LabelingJob(
                PortalFixture.PREFIX + "rounds/0001/jobs/2",
                "which?",
                List.of("a", "b"),
                IntStream.range(0, 8)
                    .mapToObj(
                        i ->
                            new LabelingJob.Question(
                                new ItemId("i" + i),
                                new ItemContent.Text("text " + i),
                                1,
                                List.of(),
                                i < 4 ? List.of(one, two) : List.of(two, one)))
                    .toList(),
                Duration.ofDays(14)),
            "token");
    assertThat(texts(portal.queue().next(person(2), "tab", List.of(), 3)))
        .hasSize(3)
        .isSubsetOf("text 4", "text 5", "text 6", "text 7");
    assertThat(texts(portal.queue().next(person(1), "tab", List.of(), 3)))
        .hasSize(3)
        .isSubsetOf("text 0", "text 1", "text 2", "text 3");
  }

  private static List<String> texts(Work work) {
    return work.items().stream()
        .map(item -> item.item().content().toString().replaceFirst(".*(text \\d+).*", "$1"))
        .toList();
  }
}
