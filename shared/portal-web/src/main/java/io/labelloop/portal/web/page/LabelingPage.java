package io.labelloop.portal.web.page;

import io.labelloop.portal.web.OtherSignIn;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Where people answer: an empty desk that its script fills from the interface. */
@Path("/c/{campaign}")
@Blocking
public class LabelingPage {
  /** What the page's script imports, so that the browser asks for all of it at once. */
  private static final List<String> MODULES =
      List.of(
          "answers.js",
          "api.js",
          "attention.js",
          "choices.js",
          "comfort.js",
          "content.js",
          "desk.js",
          "dialogs.js",
          "feedback.js",
          "guidance.js",
          "idle.js",
          "keyboard.js",
          "keys.js",
          "notices.js",
          "outbox.js",
          "past.js",
          "queue.js",
          "signing.js",
          "spans.js",
          "storage.js",
          "tabs.js",
          "undoing.js");

  private final Instance<OtherSignIn> other;

  public LabelingPage(Instance<OtherSignIn> other) {
    this.other = other;
  }

  @CheckedTemplate(basePath = "")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance label(String campaign, List<String> modules, String signIn);
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance label(@PathParam("campaign") String campaign) {
    String signIn = other.isResolvable() ? other.get().start("/c/" + campaign).toString() : "";
    return Templates.label(campaign, MODULES, signIn);
  }
}
