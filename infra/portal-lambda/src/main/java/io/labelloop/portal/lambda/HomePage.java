package io.labelloop.portal.lambda;

import io.labelloop.portal.web.PortalCampaigns;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;

/** Where people come who did not follow a link to a campaign: asks for its name. */
@Path("/")
@Blocking
public class HomePage {
  private final OidcSignIn signIn;

  HomePage(OidcSignIn signIn) {
    this.signIn = signIn;
  }

  @CheckedTemplate(basePath = "")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance home(String name, boolean wrong);
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public Response home(
      @QueryParam("campaign") @DefaultValue("") String campaign,
      @Context ContainerRequestContext request) {
    Optional<Login> login = signIn.login(request);
    if (login.isEmpty()) {
      return Response.seeOther(signIn.start("/")).build();
    }
    String name = campaign.strip();
    return PortalCampaigns.isName(name)
        ? Response.seeOther(URI.create("/c/" + name)).build()
        : Response.ok(Templates.home(login.get().name(), !name.isEmpty())).build();
  }
}
