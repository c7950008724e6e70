package io.labelloop.portal.web.api;

import io.labelloop.portal.PersonId;
import io.labelloop.portal.Portal;
import io.labelloop.portal.PortalQueue;
import io.labelloop.portal.Progress;
import io.labelloop.portal.web.PortalMapper;
import io.labelloop.portal.web.PortalProblem;
import io.labelloop.portal.web.SignedIn;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Items and leases of whoever is signed in, and what is new for them. */
@Path("/api/{campaign}")
@Produces(MediaType.APPLICATION_JSON)
public class LabelingResource {
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

  @POST
  @Path("next")
  public Next next(byte[] body) {
    return Next.of(portal(), person(), PortalMapper.read(body, Wanted.class));
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
