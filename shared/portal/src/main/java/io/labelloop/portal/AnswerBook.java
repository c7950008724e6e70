package io.labelloop.portal;

import io.labelloop.workflow.port.ObjectStore.PutResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stores what people answer. Every revision is an object that is written once, before anything else
 * is changed: an answer that was acknowledged is there, and one that was cut off is completed when
 * it is sent again. An answer is never refused for being late.
 */
public final class AnswerBook {
  /** The longest that an answer may be said to have taken: what a page cuts off anyway. */
  private static final long MOST_MILLIS = 24L * 3600 * 1000;

  private final PortalContext context;

  AnswerBook(PortalContext context) {
    this.context = context;
  }

  /**
   * An answer as it was sent.
   *
   * @param sending the page's key of this sending, the same whenever it is sent again
   * @param revision 1, or one more than the person's last revision
   */
  public record Sent(String sending, int revision, Reply reply, StoredAnswer.Meta meta) {}

  /** Stores an answer. */
  public Submission submit(PersonId person, String assignment, Sent sent) {
    Optional<Asked> found = Asked.find(context, person, assignment);
    if (found.isEmpty()) {
      return new Submission.Unknown();
    }
    Asked asked = found.get();
    List<String> mistakes =
        sent.reply().mistakes(context.campaign().task(), asked.question().content());
    if (!mistakes.isEmpty()) {
      return new Submission.Wrong(mistakes);
    }
    Page page = context.pages().read(asked.place());
    int last = asked.lastRevision(page);
    if (sent.revision() < 1 || sent.revision() > last + 1) {
      return new Submission.Wrong(
          List.of("/revision must be 1 to " + (last + 1) + ", but was " + sent.revision()));
    }
    if (sent.revision() > 1 && sent.revision() == last + 1) {
      Optional<String> closed = asked.closed(context, page);
      if (closed.isPresent()) {
        return new Submission.Closed(closed.get());
      }
    }
    StoredAnswer answer = answer(asked, sent);
    boolean replayed = false;
    switch (context
        .store()
        .objects()
        .putIfAbsent(asked.key(sent.revision()), PortalJson.bytes(answer))) {
      case PutResult.Stored stored -> {
        // the first of its kind
      }
      case PutResult.Exists exists -> {
        StoredAnswer earlier = PortalJson.read(exists.current().content(), StoredAnswer.class);
        replayed = true;
        if (!earlier.reply().equals(answer.reply())) {
          enter(asked, earlier);
          keepContradiction(asked, answer);
          return new Submission.Conflict(
              earlier.revision(), earlier.reply(), earlier.receivedAt(), sent.reply());
        }
        answer = earlier;
      }
    }
    Page.Given given = enter(asked, answer);
    return new Submission.Stored(
        assignment,
        answer.revision(),
        answer.kind(),
        given.standing(),
        given.standing().reason(),
        replayed,
        given.standing() != Standing.TRAINING,
        feedback(asked.question(), answer.reply()));
  }

  private StoredAnswer answer(Asked asked, Sent sent) {
    StoredAnswer.Meta meta = sent.meta();
    return new StoredAnswer(
        StoredAnswer.VERSION,
        asked.question().item(),
        asked.person(),
        sent.revision(),
        sent.reply().kind(),
        sent.reply(),
        sent.sending(),
        new StoredAnswer.Meta(
            Math.clamp(meta.activeMillis(), 0, MOST_MILLIS),
            meta.guidelinesVersion(),
            meta.uiVersion(),
            meta.input(),
            meta.answeredAt()),
        context.clock().instant());
  }

  /** Lets a page, the person's desk and the job know of a stored answer; again is harmless. */
  private Page.Given enter(Asked asked, StoredAnswer answer) {
    Question question = asked.question();
    int index = asked.spot().index();
    Page page =
        context
            .pages()
            .update(
                asked.place(),
                before ->
                    before.given(
                        index,
                        new Page.Given(
                            asked.person(),
                            answer.revision(),
                            answer.reply(),
                            answer.receivedAt(),
                            answer.meta().activeMillis(),
                            before.standing(index, question, asked.person(), answer.kind()))));
    Page.Given given = page.entries().get(index).of(asked.person()).orElseThrow();
    if (given.revision() == answer.revision()) {
      Page.Given entered = given;
      context.desks().update(asked.person(), desk -> desk.after(asked.spot(), entered));
    }
    if (!asked.place().id().gold() && page.complete(context.pages().questions(asked.place()))) {
      context
          .jobs()
          .index()
          .find(asked.spot().job())
          .ifPresent(job -> context.jobs().pageIsFull(job, asked.spot().page()));
    }
    return given;
  }

  private void keepContradiction(Asked asked, StoredAnswer answer) {
    String key = asked.key(answer.revision());
    String reply =
        new String(PortalJson.bytes(answer.reply()), java.nio.charset.StandardCharsets.UTF_8);
    context
        .store()
        .objects()
        .putIfAbsent(
            key.substring(0, key.length() - ".json".length())
                + "-contradicted-"
                + context.secret().sign("contradiction", reply).substring(0, 12)
                + ".json",
            PortalJson.bytes(answer));
  }

  private static Optional<Submission.Feedback> feedback(Question question, Reply reply) {
    return question
        .gold()
        .filter(Question.Gold::training)
        .map(
            gold ->
                new Submission.Feedback(
                    reply.sameAnswer(gold.answer()), gold.answer(), gold.why()));
  }

  /** What became of an undo. */
  public sealed interface Undo {
    /** It is stored as a revision, and the item is the person's again, with their old answer. */
    record Done(Work.Assignment item, int revision, Reply draft) implements Undo {}

    /** It is not possible, and why. */
    record Refused(String reason) implements Undo {}

    /** There is no such assignment for this person. */
    record Unknown() implements Undo {}
  }

  /**
   * Takes back a person's revision, which is one of their last {@value Desk#MOST_RECENT} answers.
   */
  public Undo undo(PersonId person, String tab, String assignment, int revision) {
    Optional<Asked> found = Asked.find(context, person, assignment);
    if (found.isEmpty()) {
      return new Undo.Unknown();
    }
    Asked asked = found.get();
    Page page = context.pages().read(asked.place());
    Optional<Page.Given> given = asked.given(page);
    boolean again =
        given.isPresent()
            && given.get().revision() == revision + 1
            && given.get().reply().kind() == AnswerKind.UNDONE;
    if (!again) {
      Optional<String> closed = asked.closed(context, page);
      if (closed.isPresent()) {
        return new Undo.Refused(closed.get());
      }
      if (given.isEmpty() || given.get().revision() != revision) {
        return new Undo.Refused("this is not your last answer to the item");
      }
      if (context.desks().read(person).recent().stream()
          .noneMatch(r -> r.spot().equals(asked.spot()))) {
        return new Undo.Refused("only the last " + Desk.MOST_RECENT + " answers can be undone");
      }
    }
    var sent = new Sent("undo", revision + 1, Reply.undone(), StoredAnswer.Meta.NONE);
    Optional<StoredAnswer> draft = context.store().find(asked.key(revision), StoredAnswer.class);
    StoredAnswer stored =
        context.store().decide(asked.key(revision + 1), answer(asked, sent), StoredAnswer.class);
    enter(asked, stored);
    if (stored.kind() != AnswerKind.UNDONE) {
      return new Undo.Refused("you have answered this item again");
    }
    reopen(asked, tab);
    Instant now = context.clock().instant();
    Instant until =
        Optional.ofNullable(
                context
                    .pages()
                    .read(asked.place())
                    .heldUntil(asked.spot().index(), person, now)
                    .orElse(null))
            .orElse(now);
    return new Undo.Done(
        new Work.Assignment(assignment, until, context.views().of(asked.spot(), asked.question())),
        revision + 1,
        draft.map(StoredAnswer::reply).orElse(Reply.undone()));
  }

  private void reopen(Asked asked, String tab) {
    Instant now = context.clock().instant();
    LeaseTimes times = LeaseTimes.of(context.spec(), context.desks().read(asked.person()));
    context
        .pages()
        .update(
            asked.place(),
            page ->
                page.leased(
                    asked.spot().index(), asked.person(), tab, times.until(true, now), now));
    if (!asked.place().id().gold()) {
      context
          .jobs()
          .index()
          .find(asked.spot().job())
          .ifPresent(job -> context.jobs().pageIsOpen(job, asked.spot().page()));
    }
  }

  /** One of a person's last answers; {@code why} it cannot be undone, where it cannot. */
  public record Past(
      String assignment, int revision, Reply reply, Instant at, boolean undoable, String why) {}

  /** A person's last answers, the latest first; those that were undone are left out. */
  public List<Past> history(PersonId person) {
    return context.desks().read(person).recent().stream()
        .filter(recent -> recent.kind() != AnswerKind.UNDONE)
        .flatMap(recent -> past(person, recent).stream())
        .toList();
  }

  private Optional<Past> past(PersonId person, Desk.Recent recent) {
    String assignment = context.secret().seal(person, recent.spot());
    return Asked.find(context, person, assignment)
        .flatMap(
            asked -> {
              Page page = context.pages().read(asked.place());
              Optional<String> closed = asked.closed(context, page);
              return asked
                  .given(page)
                  .map(
                      given ->
                          new Past(
                              assignment,
                              given.revision(),
                              given.reply(),
                              given.at(),
                              closed.isEmpty(),
                              closed.orElse("")));
            });
  }
}
