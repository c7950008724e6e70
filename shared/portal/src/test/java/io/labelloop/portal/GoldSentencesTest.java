package io.labelloop.portal;

import static io.labelloop.portal.PortalFixture.job;
import static io.labelloop.portal.PortalFixture.person;
import static io.labelloop.portal.PortalFixture.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.pool.ItemContent;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Goals 17, 18 and 31 for entity tagging. */
class GoldSentencesTest {
  private static final String GOLD =
      "{\"share\": 0.3, \"items\": ["
          + "{\"id\": \"train\", \"tokens\": [\"practise\", \"this\"], \"spans\":"
          + " [{\"start\": 0, \"end\": 1, \"type\": \"a\"}], \"training\": true, \"why\": \"it is\"},"
          + IntStream.range(0, 12)
              .mapToObj(
                  i ->
                      "{\"id\": \"gold-"
                          + i
                          + "\", \"tokens\": [\"known\", \"w"
                          + i
                          + "\", \"x\", \"y\"], \"spans\": [{\"start\": 0, \"end\": 1, \"type\": \"a\"},"
                          + " {\"start\": 2, \"end\": 4, \"type\": \"b\"}]}")
              .collect(Collectors.joining(","))
          + "]}";

  private final PortalFixture fixture = PortalFixture.withGold(GOLD);
  private final Portal portal = fixture.sentences();

  private Work.Assignment next(PersonId person) {
    return portal.queue().next(person, "tab", List.of(), 1).items().getFirst();
  }

  private static Submission tag(
      Portal portal, PersonId person, String assignment, Reply.Span... spans) {
    return send(portal, person, assignment, 1, Reply.ofSpans(List.of(spans)));
  }

  private void practise(PersonId person) {
    Submission unused = tag(portal, person, next(person).id());
  }

  @Test
  void goal18_submit_ofASentenceToPractiseOn_tellsWhatWasExpected() {
    portal.workforce().publish(job(1, 5, 1, GoldSentencesTest::sentence), "token");
    Work.Assignment item = next(person(1));
    assertThat(item.item().training()).contains(true);
    Submission.Stored wrong =
        (Submission.Stored) tag(portal, person(1), item.id(), new Reply.Span(1, 2, "a"));
    assertThat(wrong.standing()).isEqualTo(Standing.TRAINING);
    assertThat(wrong.feedback().orElseThrow().correct()).isFalse();
    assertThat(wrong.feedback().orElseThrow().expected().spans())
        .contains(List.of(new Reply.Span(0, 1, "a")));
    Submission.Stored right =
        (Submission.Stored) tag(portal, person(2), next(person(2)).id(), new Reply.Span(0, 1, "a"));
    assertThat(right.feedback().orElseThrow().correct()).isTrue();
    assertThat(right.feedback().orElseThrow().why()).contains("it is");
  }

  @Test
  void goal17_next_ofSentences_hidesGoldAmongThemAndCountsHitsWhateverWasTaggedFirst() {
    portal.workforce().publish(job(1, 100, 1, GoldSentencesTest::sentence), "token");
    practise(person(1));
    int gold = 0;
    for (int i = 0; i < 40; i++) {
      Work.Assignment item = next(person(1));
      assertThat(item.item().training()).isEmpty();
      assertThat(item.id()).hasSize(32);
      boolean known = item.item().content().toString().contains("known");
      gold += known ? 1 : 0;
      // every second gold sentence is tagged rightly, in the other order; the rest lacks an entity
      Reply.Span[] spans =
          known && gold % 2 == 1
              ? new Reply.Span[] {new Reply.Span(2, 4, "b"), new Reply.Span(0, 1, "a")}
              : new Reply.Span[] {new Reply.Span(0, 1, "a")};
      Submission unused = tag(portal, person(1), item.id(), spans);
    }
    // seeded: 9 of 40 at a share of 0.3, of 12 that there are; without mixing none
    assertThat(gold).isBetween(5, 12);
    PeopleFigures.GoldFigures figures = portal.people().goldOf(person(1)).orElseThrow();
    assertThat(figures.of()).isEqualTo(gold);
    assertThat(figures.right()).isEqualTo((gold + 1) / 2);
    assertThat(portal.workforce().collect(job(1, 100, 1, GoldSentencesTest::sentence)))
        .hasSize(40 - gold);
  }

  @Test
  void goal31_disputes_ofSentences_areDecidedWithSpansWhateverTheirOrder() {
    portal.workforce().publish(job(1, 1, 3, GoldSentencesTest::sentence), "token");
    List.of(1, 2, 3).forEach(number -> practise(person(number)));
    var early = new Reply.Span(0, 1, "a");
    var late = new Reply.Span(1, 2, "b");
    Submission one = tag(portal, person(1), work(1), early, late);
    Submission two = tag(portal, person(2), work(2), late, early);
    assertThat(List.of(one, two)).allMatch(Submission.Stored.class::isInstance);
    assertThat(portal.disputes().all()).isEmpty();
    Submission three = tag(portal, person(3), work(3), early);
    assertThat(three).isInstanceOf(Submission.Stored.class);
    Disputes.Dispute dispute = portal.disputes().all().getFirst();
    assertThat(dispute.answers()).extracting(Disputes.Said::count).containsExactlyInAnyOrder(1, 2);
    assertThat(
            portal
                .disputes()
                .decide(
                    person(9),
                    dispute.dispute(),
                    Reply.ofSpans(List.of(late, early)),
                    java.util.Optional.empty()))
        .isInstanceOf(Disputes.Outcome.Holds.class);
    assertThat(new String(portal.export().conll(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("# annotator = " + PortalWorkforce.ADJUDICATOR + "\nword\tB-a\nnumber\tB-b\n");
  }

  /** The item of the job, after what gold items come before it. */
  private String work(int number) {
    for (int i = 0; i < 30; i++) {
      Work.Assignment item = next(person(number));
      if (!item.item().content().toString().contains("known")) {
        return item.id();
      }
      Submission unused = tag(portal, person(number), item.id());
    }
    throw new AssertionError("only gold items came");
  }

  private static ItemContent sentence(int number) {
    return new ItemContent.Tokens(List.of("word", "number", "n" + number));
  }
}
