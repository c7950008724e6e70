package io.labelloop.portal.web.api;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** Signing out. */
@Path("/leave-session")
public class LeaveResource {
  @POST
  public Response leave(@Context UriInfo uri) {
    return Response.seeOther(URI.create("/join"))
        .cookie(JoinResource.cookie("", "https".equals(uri.getRequestUri().getScheme()), 0))
        .build();
  }
}
