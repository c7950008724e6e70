package io.labelloop.portal.web.page;

import io.labelloop.portal.Guidelines;
import io.labelloop.portal.web.GuidelinesHtml;
import io.labelloop.portal.web.SignedIn;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The guidelines to read, without a script. */
@Path("/c/{campaign}/guidelines")
@Blocking
public class GuidelinesPage {
  private final SignedIn signedIn;
  private final GuidelinesHtml html;

  public GuidelinesPage(SignedIn signedIn, GuidelinesHtml html) {
    this.signedIn = signedIn;
    this.html = html;
  }

  @CheckedTemplate(basePath = "")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance guidelines(
        String campaign, String brief, RawString full, String version);
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance guidelines(@PathParam("campaign") String campaign) {
    Guidelines.Text text = signedIn.portal().guidelines().current();
    signedIn.portal().guidelines().saw(signedIn.session().person(), text.version());
    // the only markup that is not escaped: made of Markdown in which nothing can run
    RawString full = new RawString(html.of(text.full()));
    return Templates.guidelines(campaign, text.shortText(), full, text.version());
  }
}
