package io.labelloop.portal.web.api;

import io.labelloop.campaign.TaskType;
import io.labelloop.portal.Disputes;
import io.labelloop.portal.Invitation;
import io.labelloop.portal.PeopleFigures;
import io.labelloop.portal.Portal;
import io.labelloop.portal.PortalFigures;
import io.labelloop.portal.Reply;
import io.labelloop.portal.Role;
import io.labelloop.portal.SignIn;
import io.labelloop.portal.web.OtherSignIn;
import io.labelloop.portal.web.PortalMapper;
import io.labelloop.portal.web.PortalProblem;
import io.labelloop.portal.web.SignedIn;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What managers see and do. */
@Path("/api/{campaign}/manage")
@Produces(MediaType.APPLICATION_JSON)
public class ManageResource {
  private static final int MAX_DAYS = 365;
  private static final int MAX_USES = 10_000;
  private static final int MAX_NOTE = 200;

  private final SignedIn signedIn;
  private final Instance<OtherSignIn> other;

  public ManageResource(SignedIn signedIn, Instance<OtherSignIn> other) {
    this.signedIn = signedIn;
    this.other = other;
  }

  private Portal portal() {
    return signedIn.portal();
  }

  @GET
  @Path("overview")
  public PortalFigures.Overview overview() {
    return portal().figures().overview();
  }

  @GET
  @Path("items")
  public PortalFigures.ItemPage items(
      @QueryParam("job") @DefaultValue("1") String job,
      @QueryParam("state") @DefaultValue("all") String state,
      @QueryParam("page") @DefaultValue("0") String page) {
    PortalFigures.ItemFilter filter =
        PortalFigures.ItemFilter.of(state)
            .orElseThrow(() -> PortalProblem.wrong("state must be all, open, leased or decided"));
    return portal()
        .figures()
        .items(whole("job", job), filter, whole("page", page))
        .orElseThrow(PortalProblem::notFound);
  }

  private static int whole(String name, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException wrong) {
      throw PortalProblem.wrong(name + " must be a whole number");
    }
  }

  /** Everybody. */
  public record People(List<PeopleFigures.PersonFigures> people) {}

  @GET
  @Path("people")
  public People people() {
    return new People(portal().people().all());
  }

  /** All disputes. */
  public record DisputeList(List<Disputes.Dispute> disputes) {}

  @GET
  @Path("disputes")
  public DisputeList disputes() {
    return new DisputeList(portal().disputes().all());
  }

  /** A decision as it is sent. */
  public record DecisionRequest(@Nullable Reply answer, @Nullable String reason) {}

  @POST
  @Path("disputes/{dispute}")
  public Disputes.Decided decide(@PathParam("dispute") String dispute, byte[] body) {
    DecisionRequest request = PortalMapper.read(body, DecisionRequest.class);
    if (request.answer() == null) {
      throw PortalProblem.wrong("/answer is missing");
    }
    if (!dispute.matches("d-[A-Za-z0-9_-]{32}")) {
      throw PortalProblem.notFound();
    }
    return switch (portal()
        .disputes()
        .decide(
            signedIn.session().person(),
            dispute,
            request.answer(),
            Optional.ofNullable(request.reason()))) {
      case Disputes.Outcome.Holds holds -> holds.decided();
      case Disputes.Outcome.Other other ->
          throw new PortalProblem(409, "conflict", "this dispute was decided otherwise before");
      case Disputes.Outcome.Unknown unknown -> throw PortalProblem.notFound();
      case Disputes.Outcome.Wrong wrong ->
          throw PortalProblem.wrong(String.join("; ", wrong.mistakes()));
    };
  }

  /** An invitation without its code, which nobody keeps. */
  public record InvitationView(
      String id,
      Role role,
      String note,
      Instant createdAt,
      Instant expiresAt,
      int uses,
      int maxUses,
      boolean revoked) {
    static InvitationView of(Invitation invitation) {
      return new InvitationView(
          invitation.id(),
          invitation.role(),
          invitation.note(),
          invitation.createdAt(),
          invitation.expiresAt(),
          invitation.people().size(),
          invitation.maxUses(),
          invitation.revoked());
    }
  }

  /** All invitations. */
  public record InvitationList(List<InvitationView> invitations) {}

  @GET
  @Path("invitations")
  public InvitationList invitations() {
    return new InvitationList(
        portal().signIn().invitations().stream().map(InvitationView::of).toList());
  }

  /** Whom to invite. */
  public record InvitationRequest(
      @Nullable Role role,
      @Nullable Integer days,
      @Nullable Integer maxUses,
      @Nullable String note) {}

  /** An invitation's link, which is shown this once. */
  public record Issued(String id, String link) {}

  @POST
  @Path("invitations")
  public Response invite(byte[] body, @Context UriInfo uri, @Context HttpHeaders headers) {
    InvitationRequest request = PortalMapper.read(body, InvitationRequest.class);
    int days = request.days() == null ? 14 : request.days();
    int uses = request.maxUses() == null ? 1 : request.maxUses();
    String note = request.note() == null ? "" : request.note();
    if (days < 1 || days > MAX_DAYS || uses < 1 || uses > MAX_USES || note.length() > MAX_NOTE) {
      throw PortalProblem.wrong(
          "/days must be 1 to "
              + MAX_DAYS
              + ", /maxUses 1 to "
              + MAX_USES
              + ", /note at most "
              + MAX_NOTE
              + " characters");
    }
    Role role = request.role() == null ? Role.ANNOTATOR : request.role();
    if (other.isResolvable()) {
      throw new PortalProblem(
          409, "invited-elsewhere", other.get().howToInvite(signedIn.session().campaign(), role));
    }
    SignIn.Issued issued = portal().signIn().invite(role, Duration.ofDays(days), uses, note);
    String link =
        uri.getBaseUri().getScheme()
            + "://"
            + headers.getHeaderString("Host")
            + "/join#"
            + issued.code();
    return Response.status(Response.Status.CREATED)
        .entity(new Issued(issued.invitation().id(), link))
        .build();
  }

  @DELETE
  @Path("invitations/{id}")
  public void revoke(@PathParam("id") String id) {
    if (!portal().signIn().revoke(id)) {
      throw PortalProblem.notFound();
    }
  }

  /** Whether the portal is to pause. */
  public record Pause(@Nullable Boolean paused) {}

  @POST
  @Path("pause")
  public void pause(byte[] body) {
    Pause pause = PortalMapper.read(body, Pause.class);
    if (pause.paused() == null) {
      throw PortalProblem.wrong("/paused is missing");
    }
    portal().pause(pause.paused());
  }

  @GET
  @Path("export.jsonl")
  @Produces("application/jsonl")
  public Response exportJsonLines() {
    return file(portal().export().jsonLines(), "application/jsonl", "answers.jsonl");
  }

  @GET
  @Path("export.csv")
  @Produces("text/csv")
  public Response exportCsv() {
    return file(portal().export().csv(), "text/csv;charset=UTF-8", "answers.csv");
  }

  @GET
  @Path("export.conll")
  @Produces("text/plain")
  public Response exportConll() {
    if (portal().campaign().task().type() != TaskType.SEQUENCE) {
      throw PortalProblem.notFound();
    }
    return file(portal().export().conll(), "text/plain;charset=UTF-8", "answers.conll");
  }

  private static Response file(byte[] content, String type, String name) {
    return Response.ok(content, type)
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .build();
  }
}
