package io.labelloop.portal.web.api;

import io.labelloop.portal.Pictures;
import io.labelloop.portal.web.PortalProblem;
import io.labelloop.portal.web.SignedIn;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Pictures of items, for whoever is signed in and was told their names. */
@Path("/api/{campaign}/pictures")
public class PictureResource {
  private static final int UNSUPPORTED = 415;

  private final SignedIn signedIn;

  public PictureResource(SignedIn signedIn) {
    this.signedIn = signedIn;
  }

  @GET
  @Path("{name}")
  public Response picture(@PathParam("name") String name) {
    return switch (signedIn.portal().pictures().find(name)) {
      case Pictures.Look.Shown shown ->
          Response.ok(shown.content(), shown.type().mediaType())
              // the object behind a name does not change; "private" keeps proxies out
              .header("Cache-Control", "private, max-age=3600")
              .build();
      case Pictures.Look.Missing missing -> throw PortalProblem.notFound();
      case Pictures.Look.Refused refused ->
          throw new PortalProblem(UNSUPPORTED, "no-picture", refused.reason());
    };
  }
}
