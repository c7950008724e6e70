package io.labelloop.portal.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** Where people sign in with the code of an invitation link. */
@Path("/join")
@Blocking
public class JoinPage {
  @CheckedTemplate(basePath = "")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance join(String problem);
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance join(@QueryParam("problem") @DefaultValue("") String problem) {
    return Templates.join(problem);
  }
}
