package io.labelloop.portal.web.page;

import io.labelloop.portal.Progress;
import io.labelloop.portal.web.SignedIn;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** How much a person has done, without a script. */
@Path("/c/{campaign}/progress")
@Blocking
public class ProgressPage {
  private final SignedIn signedIn;

  public ProgressPage(SignedIn signedIn) {
    this.signedIn = signedIn;
  }

  @CheckedTemplate(basePath = "")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance progress(
        String campaign, String name, Progress.Mine mine, Progress.Batch batch);
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance progress(@PathParam("campaign") String campaign) {
    Progress progress = signedIn.portal().progress(signedIn.session().person());
    return Templates.progress(
        campaign, signedIn.session().name(), progress.mine(), progress.batch());
  }
}
