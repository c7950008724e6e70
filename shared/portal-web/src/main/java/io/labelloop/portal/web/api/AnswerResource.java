package io.labelloop.portal.web.api;

import io.labelloop.portal.AnswerBook;
import io.labelloop.portal.AnswerKind;
import io.labelloop.portal.PersonId;
import io.labelloop.portal.Portal;
import io.labelloop.portal.Reply;
import io.labelloop.portal.Standing;
import io.labelloop.portal.StoredAnswer;
import io.labelloop.portal.Submission;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers of whoever is signed in, and how they are taken back. */
@Path("/api/{campaign}")
@Produces(MediaType.APPLICATION_JSON)
public class AnswerResource {
  private static final int MAX_SENDING = 64;

  private final SignedIn signedIn;

  public AnswerResource(SignedIn signedIn) {
    this.signedIn = signedIn;
  }

  private Portal portal() {
    return signedIn.portal();
  }

  private PersonId person() {
    return signedIn.session().person();
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
                      Optional.ofNullable(sent.next())
                          .map(wanted -> Next.of(portal(), person(), wanted))))
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
}
