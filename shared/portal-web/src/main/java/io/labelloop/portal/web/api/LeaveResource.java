package io.labelloop.portal.web.api;

import io.labelloop.portal.web.OtherSignIn;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** Signing out. */
@Path("/leave-session")
public class LeaveResource {
  private final Instance<OtherSignIn> other;

  public LeaveResource(Instance<OtherSignIn> other) {
    this.other = other;
  }

  @POST
  public Response leave(@Context UriInfo uri) {
    if (other.isResolvable()) {
      return other.get().leave();
    }
    return Response.seeOther(URI.create("/join"))
        .cookie(JoinResource.cookie("", "https".equals(uri.getRequestUri().getScheme()), 0))
        .build();
  }
}
