package io.labelloop.portal;

import static io.labelloop.portal.PortalFixture.job;
import static io.labelloop.portal.PortalFixture.person;
import static io.labelloop.portal.PortalFixture.send;
import static io.labelloop.portal.PortalFixture.standing;
import static org.assertj.core.api.Assertions.assertThat;

import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.port.LabelingJob;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Goals 6, 8, 11, 21 and 24 of the portal. */
class AnswerBookTest {
  private final PortalFixture fixture = new PortalFixture("");
  private final Portal portal = fixture.portal();

  private String first(PersonId who) {
    return portal.queue().next(who, "tab", List.of(), 1).items().get(0).id();
  }

  private long stored() {
    return fixture.objects.list(PortalFixture.PREFIX + "rounds/").stream()
        .filter(object -> object.key().contains("/answers/"))
        .count();
  }

  @Test
  void goal08_submit_ofTheSameAnswerTwice_storesOneAndSaysSo() {
    portal.workforce().publish(job(1, 5, 1), "token");
    String item = first(person(1));
    assertThat(((Submission.Stored) send(portal, person(1), item, "a")).replayed()).isFalse();
    assertThat(((Submission.Stored) send(fixture.portal(), person(1), item, "a")).replayed())
        .isTrue();
    assertThat(stored()).isEqualTo(1);
    assertThat(portal.progress(person(1)).mine().answered()).isEqualTo(1);
  }

  @Test
  void goal08_submit_ofAnotherAnswerAsTheSameRevision_keepsBothAndCountsTheFirst() {
    LabelingJob job = job(1, 5, 1);
    portal.workforce().publish(job, "token");
    String item = first(person(1));
    Submission unused = send(portal, person(1), item, "a");
    Submission second = send(portal, person(1), item, "b");
    assertThat(second).isInstanceOf(Submission.Conflict.class);
    assertThat(((Submission.Conflict) second).stored()).isEqualTo(Reply.ofLabel("a"));
    assertThat(((Submission.Conflict) second).sent()).isEqualTo(Reply.ofLabel("b"));
    assertThat(stored()).isEqualTo(2);
    assertThat(portal.workforce().collect(job)).extracting(a -> a.label()).containsExactly(0);
    assertThat(new String(portal.export().jsonLines(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("\"type\":\"contradiction\"");
  }

  @Test
  void goal11_submit_afterTheLeaseEndedWhileTheItemIsOpen_counts() {
    portal.workforce().publish(job(1, 1, 1), "token");
    String item = first(person(1));
    fixture.pass(Duration.ofHours(2));
    assertThat(first(person(2))).isNotEqualTo(item);
    assertThat(standing(send(portal, person(1), item, "a"))).isEqualTo(Standing.COUNTS);
  }

  @Test
  void goal11_submit_afterOthersDecidedTheItem_isKeptAsSurplus() {
    portal.workforce().publish(job(1, 2, 1), "token");
    List<Work.Assignment> mine = portal.queue().next(person(1), "tab", List.of(), 2).items();
    fixture.pass(Duration.ofHours(2));
    String theirs = first(person(2));
    assertThat(standing(send(portal, person(2), theirs, "a"))).isEqualTo(Standing.COUNTS);
    List<Standing> standings =
        mine.stream().map(item -> standing(send(portal, person(1), item.id(), "a"))).toList();
    assertThat(standings).containsExactlyInAnyOrder(Standing.COUNTS, Standing.SURPLUS);
    assertThat(stored()).isEqualTo(3);
  }

  @Test
  void goal11_submit_afterTheBatchEnded_isKeptAsLate() {
    LabelingJob job = job(1, 2, 1);
    portal.workforce().publish(job, "token");
    String item = first(person(1));
    portal.workforce().cancel(job);
    Submission late = send(portal, person(1), item, "a");
    assertThat(standing(late)).isEqualTo(Standing.LATE);
    assertThat(((Submission.Stored) late).reason()).contains("thank you");
    assertThat(portal.workforce().collect(job)).isEmpty();
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void goal06_undo_ofThreeAnswersInAnotherTab_keepsSixRevisionsAndGivesTheItemsBack() {
    portal.workforce().publish(job(1, 20, 1), "token");
    for (int i = 0; i < 3; i++) {
      Submission unused = send(portal, person(1), first(person(1)), "a");
    }
    List<AnswerBook.Past> history = fixture.portal().answers().history(person(1));
    assertThat(history).hasSize(3).allMatch(AnswerBook.Past::undoable);
    for (AnswerBook.Past past : history) {
      AnswerBook.Undo undo =
          portal.answers().undo(person(1), "other", past.assignment(), past.revision());
      assertThat(((AnswerBook.Undo.Done) undo).draft()).isEqualTo(Reply.ofLabel("a"));
      assertThat(((AnswerBook.Undo.Done) undo).revision()).isEqualTo(2);
      assertThat(portal.answers().undo(person(1), "other", past.assignment(), past.revision()))
          .isInstanceOf(AnswerBook.Undo.Done.class);
    }
    assertThat(stored()).isEqualTo(6);
    assertThat(portal.progress(person(1)).mine().answered()).isZero();
    assertThat(portal.answers().history(person(1))).isEmpty();
    assertThat(
            standing(send(portal, person(1), history.get(0).assignment(), 3, Reply.ofLabel("b"))))
        .isEqualTo(Standing.COUNTS);
  }

  @Test
  void goal06_undo_afterTheBatchEnded_saysWhyNot() {
    portal.workforce().publish(job(1, 1, 1), "token");
    String item = first(person(1));
    Submission unused = send(portal, person(1), item, "a");
    AnswerBook.Undo undo = portal.answers().undo(person(1), "tab", item, 1);
    assertThat(((AnswerBook.Undo.Refused) undo).reason()).contains("ended");
    assertThat(portal.answers().history(person(1)).get(0).why()).contains("ended");
  }

  @Test
  void goal06_undo_ofTheEleventhLastAnswer_isRefused() {
    portal.workforce().publish(job(1, 20, 2), "token");
    String item = first(person(1));
    Submission unused = send(portal, person(1), item, "a");
    for (int i = 0; i < Desk.MOST_RECENT; i++) {
      fixture.pass(Duration.ofSeconds(1));
      Submission unusedMore = send(portal, person(1), first(person(1)), "a");
    }
    AnswerBook.Undo undo = portal.answers().undo(person(1), "tab", item, 1);
    assertThat(((AnswerBook.Undo.Refused) undo).reason()).contains("last 10");
  }

  @Test
  void undo_ofTheAnswerThatFilledAPage_letsOthersFillItAgain() {
    LabelingJob job = job(1, 20, 1);
    portal.workforce().publish(job, "token");
    List<Work.Assignment> items = portal.queue().next(person(1), "tab", List.of(), 10).items();
    items.forEach(
        item ->
            assertThat(standing(send(portal, person(1), item.id(), "a")))
                .isEqualTo(Standing.COUNTS));
    AnswerBook.Undo unused = portal.answers().undo(person(1), "tab", items.get(0).id(), 1);
    portal.queue().leave(person(1), List.of(items.get(0).id()));
    assertThat(PortalFixture.answerAll(portal, person(2), "b")).isEqualTo(11);
    assertThat(fixture.succeeded).contains("token");
    assertThat(portal.workforce().collect(job)).hasSize(20);
  }

  @Test
  void goal21_submit_ofCannotTellAndSkip_areTwoKinds() {
    LabelingJob job = job(1, 2, 1);
    portal.workforce().publish(job, "token");
    String item = first(person(1));
    assertThat(standing(send(portal, person(1), item, 1, PortalFixture.cannotTell())))
        .isEqualTo(Standing.COUNTS);
    String other = first(person(1));
    assertThat(standing(send(portal, person(1), other, 1, PortalFixture.skip())))
        .isEqualTo(Standing.NOTED);
    assertThat(portal.queue().next(person(1), "tab", List.of(), 1).items()).isEmpty();
    assertThat(portal.queue().next(person(2), "tab", List.of(), 3).items()).hasSize(1);
    PortalFigures.JobFigures figures = portal.figures().overview().jobs().get(0);
    assertThat(figures.cannotTell()).isEqualTo(1);
    assertThat(figures.skips()).isEqualTo(1);
    assertThat(portal.workforce().collect(job)).isEmpty();
  }

  @Test
  void submit_ofSomebodyElsesAssignment_isUnknownAndStoresNothing() {
    portal.workforce().publish(job(1, 2, 1), "token");
    String item = first(person(1));
    assertThat(send(portal, person(2), item, "a")).isInstanceOf(Submission.Unknown.class);
    assertThat(portal.answers().undo(person(2), "tab", item, 1))
        .isInstanceOf(AnswerBook.Undo.Unknown.class);
    assertThat(portal.queue().item(person(2), "tab", item)).isEmpty();
    assertThat(stored()).isZero();
  }

  @Test
  void submit_ofAnUnknownLabel_saysWhichAreKnownAndStoresNothing() {
    portal.workforce().publish(job(1, 2, 1), "token");
    Submission wrong = send(portal, person(1), first(person(1)), "zebra");
    assertThat(((Submission.Wrong) wrong).mistakes().toString())
        .contains("must be one of the task's labels, but was 'zebra'");
    assertThat(stored()).isZero();
  }

  @Test
  void goal24_submit_ofSpans_becomesTagsAndRefusesWhatOverlaps() {
    Portal sentences = fixture.sentences();
    var job =
        new LabelingJob(
            PortalFixture.PREFIX + "rounds/0001/jobs/1",
            "who?",
            List.of("a", "b"),
            List.of(
                new LabelingJob.Question(
                    new ItemId("s"),
                    new ItemContent.Tokens(List.of("שלום", "👩‍👩‍👧", "x", "y")),
                    1,
                    List.of())),
            Duration.ofDays(1));
    sentences.workforce().publish(job, "token");
    String item = sentences.queue().next(person(1), "tab", List.of(), 1).items().get(0).id();
    Submission overlap =
        send(
            sentences,
            person(1),
            item,
            1,
            spans(new Reply.Span(0, 2, "a"), new Reply.Span(1, 3, "b")));
    assertThat(((Submission.Wrong) overlap).mistakes().toString()).contains("/answer/spans/1");
    Submission beyond = send(sentences, person(1), item, 1, spans(new Reply.Span(3, 5, "a")));
    assertThat(((Submission.Wrong) beyond).mistakes().toString()).contains("0 <= start < end <= 4");
    assertThat(
            standing(
                send(
                    sentences,
                    person(1),
                    item,
                    1,
                    spans(new Reply.Span(0, 2, "b"), new Reply.Span(2, 3, "b")))))
        .isEqualTo(Standing.COUNTS);
    assertThat(sentences.workforce().collect(job).get(0).tags().toArray())
        .containsExactly(3, 4, 3, 0);
    assertThat(new String(sentences.export().conll(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("שלום\tB-b\n👩‍👩‍👧\tI-b\nx\tB-b\ny\tO\n");
  }

  private static Reply spans(Reply.Span... spans) {
    return new Reply(
        Optional.empty(),
        Optional.of(List.of(spans)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
