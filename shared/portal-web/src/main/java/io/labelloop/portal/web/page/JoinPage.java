package io.labelloop.portal.web.page;

import io.labelloop.portal.web.OtherSignIn;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Where people sign in with the code of an invitation link, unless there is another way. */
@Path("/join")
@Blocking
public class JoinPage {
  private final Instance<OtherSignIn> other;

  public JoinPage(Instance<OtherSignIn> other) {
    this.other = other;
  }

  @CheckedTemplate(basePath = "")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance join(String problem);
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public Response join(
      @QueryParam("problem") @DefaultValue("") String problem,
      @QueryParam("next") @DefaultValue("/") String next) {
    return other.isResolvable()
        ? Response.seeOther(other.get().start(next)).build()
        : Response.ok(Templates.join(problem)).build();
  }
}
