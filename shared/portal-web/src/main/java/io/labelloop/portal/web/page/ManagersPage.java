package io.labelloop.portal.web.page;

import io.labelloop.campaign.TaskType;
import io.labelloop.portal.web.OtherSignIn;
import io.labelloop.portal.web.SignedIn;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Stream;

/** The manager's pages: one for each thing, filled by its script from the interface. */
@Path("/c/{campaign}/manage")
@Blocking
public class ManagersPage {
  /**
   * One page in the navigation.
   *
   * @param page its name, which is the name of the script's module
   * @param path what stands behind {@code /manage}
   */
  public record Tab(String page, String path, String title) {}

  private static final Tab OVERVIEW = new Tab("overview", "", "Batches");
  private static final Tab INVITATIONS = new Tab("invitations", "/invitations", "Invitations");
  private static final List<Tab> TABS =
      List.of(
          OVERVIEW,
          new Tab("disputes", "/disputes", "Disputes"),
          new Tab("people", "/people", "People"),
          new Tab("guidelines", "/guidelines", "Guidelines"),
          INVITATIONS,
          new Tab("export", "/export", "Export"));

  private static final Tab ITEMS = new Tab("items", "/items", "Items");

  private final SignedIn signedIn;
  private final List<Tab> tabs;

  /**
   * @param other where people sign in another way, nobody is invited here
   */
  public ManagersPage(SignedIn signedIn, Instance<OtherSignIn> other) {
    this.signedIn = signedIn;
    this.tabs =
        TABS.stream().filter(tab -> !(other.isResolvable() && tab.equals(INVITATIONS))).toList();
  }

  @CheckedTemplate(basePath = "")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance manage(
        String campaign, String page, String title, List<Tab> tabs, boolean sentences);
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance overview(@PathParam("campaign") String campaign) {
    return shown(campaign, OVERVIEW);
  }

  @GET
  @Path("/{page}")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page(
      @PathParam("campaign") String campaign, @PathParam("page") String page) {
    return Stream.concat(tabs.stream(), Stream.of(ITEMS))
        .filter(tab -> tab.path().equals("/" + page))
        .findFirst()
        .map(tab -> shown(campaign, tab))
        .orElseThrow(NotFoundException::new);
  }

  private TemplateInstance shown(String campaign, Tab tab) {
    boolean sentences = signedIn.portal().campaign().task().type() == TaskType.SEQUENCE;
    return Templates.manage(campaign, tab.page(), tab.title(), tabs, sentences);
  }
}
