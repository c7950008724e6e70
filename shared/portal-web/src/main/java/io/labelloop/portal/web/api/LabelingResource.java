package io.labelloop.portal.web.api;

import io.labelloop.portal.AnswerBook;
import io.labelloop.portal.AnswerKind;
import io.labelloop.portal.ItemView;
import io.labelloop.portal.PersonId;
import io.labelloop.portal.Portal;
import io.labelloop.portal.PortalQueue;
import io.labelloop.portal.Progress;
import io.labelloop.portal.Reply;
import io.labelloop.portal.Standing;
import io.labelloop.portal.StoredAnswer;
import io.labelloop.portal.Submission;
import io.labelloop.portal.Work;
import io.labelloop.portal.web.PortalMapper;
import io.labelloop.portal.web.PortalProblem;
import io.labelloop.portal.web.SignedIn;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Items, answers, undo and leases of whoever is signed in. */
@Path("/api/{campaign}")
@Produces(MediaType.APPLICATION_JSON)
public class LabelingResource {
  private static final int MOST_HELD = 20;
  private static final int MAX_TAB = 40;
  private static final int MAX_SENDING = 64;

  private final SignedIn signedIn;

  public LabelingResource(SignedIn signedIn) {
    this.signedIn = signedIn;
  }

  private Portal portal() {
    return signedIn.portal();
  }

  private PersonId person() {
    return signedIn.session().person();
  }

  /** What a page holds and wants; all fields may be left out. */
  public record Wanted(
      @Nullable List<String> have,
      @Nullable Integer want,
      @Nullable String tab,
      @Nullable Boolean active,
      @Nullable String current) {
    List<String> held() {
      var all = new ArrayList<String>();
      if (current != null) {
        all.add(current);
      }
      if (have != null) {
        have.stream().filter(a -> a != null && !a.equals(current)).forEach(all::add);
      }
      if (all.size() > MOST_HELD) {
        throw PortalProblem.wrong("/have must have at most " + MOST_HELD + " assignments");
      }
      return all;
    }

    int wanted() {
      int wanted = want == null ? 3 : want;
      if (wanted < 0 || wanted > PortalQueue.MOST_WANTED) {
        throw PortalProblem.wrong(
            "/want must be 0 to " + PortalQueue.MOST_WANTED + ", but was " + wanted);
      }
      return wanted;
    }

    String tabName() {
      if (tab != null && tab.length() > MAX_TAB) {
        throw PortalProblem.wrong("/tab must have at most " + MAX_TAB + " characters");
      }
      return tab == null ? "" : tab;
    }
  }

  /** An item as the page sees it. */
  public record Item(
      String assignment,
      String question,
      ItemView.Content content,
      Instant leaseUntil,
      Optional<Boolean> training,
      Optional<Reply> draft) {
    static Item of(Work.Assignment assignment, Optional<Reply> draft) {
      return new Item(
          assignment.id(),
          assignment.item().question(),
          assignment.item().content(),
          assignment.leaseUntil(),
          assignment.item().training(),
          draft);
    }
  }

  /** Items, and what else there is. */
  public record Next(
      List<Item> items,
      Work.State state,
      Optional<Instant> retryAt,
      Progress progress,
      Instant serverTime) {}

  @POST
  @Path("next")
  public Next next(byte[] body) {
    return next(PortalMapper.read(body, Wanted.class));
  }

  private Next next(Wanted wanted) {
    Work work = portal().queue().next(person(), wanted.tabName(), wanted.held(), wanted.wanted());
    return new Next(
        work.items().stream().map(item -> Item.of(item, Optional.empty())).toList(),
        work.state(),
        work.retryAt(),
        portal().progress(person()),
        portal().now());
  }

  @GET
  @Path("items/{assignment}")
  public Item item(@PathParam("assignment") String assignment) {
    return portal()
        .queue()
        .item(person(), "", assignment)
        .map(item -> Item.of(item, Optional.empty()))
        .orElseThrow(PortalProblem::notFound);
  }

  /** An answer as a page sends it. */
  public record Sent(
      @Nullable String id,
      @Nullable Integer revision,
      @Nullable Reply answer,
      StoredAnswer.@Nullable Meta meta,
      @Nullable Wanted next) {}

  /** That an answer is stored. */
  public record Receipt(
      String assignment,
      int revision,
      AnswerKind kind,
      Standing standing,
      Optional<String> reason,
      boolean replayed,
      boolean undoable,
      Optional<Submission.Feedback> feedback,
      Optional<Next> next) {}

  @PUT
  @Path("answers/{assignment}")
  public Response answer(@PathParam("assignment") String assignment, byte[] body) {
    Sent sent = PortalMapper.read(body, Sent.class);
    if (sent.answer() == null) {
      throw PortalProblem.wrong("/answer is missing");
    }
    String sending = sent.id() == null ? "" : sent.id();
    if (sending.length() > MAX_SENDING) {
      throw PortalProblem.wrong("/id must have at most " + MAX_SENDING + " characters");
    }
    Submission submission =
        portal()
            .answers()
            .submit(
                person(),
                assignment,
                new AnswerBook.Sent(
                    sending,
                    sent.revision() == null ? 1 : sent.revision(),
                    sent.answer(),
                    sent.meta() == null ? StoredAnswer.Meta.NONE : sent.meta()));
    return switch (submission) {
      case Submission.Stored stored ->
          Response.ok(
                  new Receipt(
                      stored.assignment(),
                      stored.revision(),
                      stored.kind(),
                      stored.standing(),
                      stored.reason().isEmpty() ? Optional.empty() : Optional.of(stored.reason()),
                      stored.replayed(),
                      stored.undoable(),
                      stored.feedback(),
                      Optional.ofNullable(sent.next()).map(this::next)))
              .build();
      case Submission.Conflict conflict ->
          Response.status(Response.Status.CONFLICT)
              .entity(
                  Map.of(
                      "error",
                      "conflict",
                      "message",
                      "another answer to this item is stored already; yours is kept, and does not count",
                      "stored",
                      Map.of(
                          "revision",
                          conflict.revision(),
                          "answer",
                          conflict.stored(),
                          "at",
                          conflict.at()),
                      "sent",
                      conflict.sent()))
              .build();
      case Submission.Unknown unknown -> throw PortalProblem.notFound();
      case Submission.Wrong wrong -> throw PortalProblem.wrong(String.join("; ", wrong.mistakes()));
      case Submission.Closed closed -> throw new PortalProblem(410, "closed", closed.reason());
    };
  }

  /** Which revision is taken back. */
  public record UndoRequest(@Nullable Integer revision, @Nullable String tab) {}

  /** The item again. */
  public record Undone(Item item, int revision) {}

  @POST
  @Path("undo/{assignment}")
  public Undone undo(@PathParam("assignment") String assignment, byte[] body) {
    UndoRequest request = PortalMapper.read(body, UndoRequest.class);
    if (request.revision() == null) {
      throw PortalProblem.wrong("/revision is missing");
    }
    String tab = request.tab() == null ? "" : request.tab();
    return switch (portal().answers().undo(person(), tab, assignment, request.revision())) {
      case AnswerBook.Undo.Done done ->
          new Undone(Item.of(done.item(), Optional.of(done.draft())), done.revision());
      case AnswerBook.Undo.Refused refused ->
          throw new PortalProblem(410, "closed", refused.reason());
      case AnswerBook.Undo.Unknown unknown -> throw PortalProblem.notFound();
    };
  }

  /** A person's last answers. */
  public record History(List<Past> answers) {}

  /** One of them. */
  public record Past(
      String assignment,
      int revision,
      Reply answer,
      Instant at,
      boolean undoable,
      Optional<String> why) {}

  @GET
  @Path("history")
  public History history() {
    return new History(
        portal().answers().history(person()).stream()
            .map(
                past ->
                    new Past(
                        past.assignment(),
                        past.revision(),
                        past.reply(),
                        past.at(),
                        past.undoable(),
                        past.why().isEmpty() ? Optional.empty() : Optional.of(past.why())))
            .toList());
  }

  /** Until when a page's items are kept. */
  public record Leases(List<PortalQueue.Held> leases, Instant serverTime, News news) {}

  @POST
  @Path("heartbeat")
  public Leases heartbeat(byte[] body) {
    Wanted held = PortalMapper.read(body, Wanted.class);
    return new Leases(
        portal()
            .queue()
            .heartbeat(
                person(), held.tabName(), held.held(), held.active() == null || held.active()),
        portal().now(),
        news());
  }

  @POST
  @Path("leave")
  public void leave(byte[] body) {
    portal().queue().leave(person(), PortalMapper.read(body, Wanted.class).held());
  }

  /** What is new; {@code cursor} changes when something is. {@code outcome} once all has ended. */
  public record News(
      String cursor,
      boolean work,
      String state,
      String guidelinesVersion,
      Progress progress,
      Optional<String> outcome) {}

  @GET
  @Path("events")
  public News news() {
    Portal.News news = portal().news(person());
    return new News(
        news.cursor(),
        news.work(),
        news.paused() ? "paused" : news.work() ? "work" : "done",
        news.guidelinesVersion(),
        portal().progress(person()),
        news.outcome());
  }
}
