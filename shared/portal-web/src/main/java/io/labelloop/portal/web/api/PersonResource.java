package io.labelloop.portal.web.api;

import io.labelloop.campaign.Task;
import io.labelloop.portal.Guidelines;
import io.labelloop.portal.PersonId;
import io.labelloop.portal.Portal;
import io.labelloop.portal.Preferences;
import io.labelloop.portal.Reply;
import io.labelloop.portal.Role;
import io.labelloop.portal.Session;
import io.labelloop.portal.web.GuidelinesHtml;
import io.labelloop.portal.web.PortalMapper;
import io.labelloop.portal.web.PortalProblem;
import io.labelloop.portal.web.SignedIn;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What concerns the signed-in person: the session, the guidelines, the preferences. */
@Path("/api/{campaign}")
@Produces(MediaType.APPLICATION_JSON)
public class PersonResource {
  private static final int PREFETCH = 3;
  private static final int HEARTBEAT_SECONDS = 30;

  private final SignedIn signedIn;
  private final GuidelinesHtml html;
  private final String version;

  public PersonResource(
      SignedIn signedIn,
      GuidelinesHtml html,
      @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown")
          String version) {
    this.signedIn = signedIn;
    this.html = html;
    this.version = version;
  }

  private Portal portal() {
    return signedIn.portal();
  }

  private PersonId person() {
    return signedIn.session().person();
  }

  /** What a page needs to begin with. */
  public record SessionView(
      PersonId person,
      String name,
      Role role,
      String campaign,
      String task,
      String question,
      List<String> labels,
      String shortGuidelines,
      String guidelinesVersion,
      Optional<String> guidelinesSeen,
      String uiVersion,
      int prefetch,
      int heartbeatSeconds,
      int maxNote,
      List<String> cannotTellReasons,
      Portal.Practice training,
      Instant signedInUntil) {}

  @GET
  @Path("session")
  public SessionView session() {
    Session session = signedIn.session();
    Task task = portal().campaign().task();
    Guidelines.Text text = portal().guidelines().current();
    return new SessionView(
        session.person(),
        session.name(),
        session.role(),
        session.campaign(),
        task.type().name().toLowerCase(Locale.ROOT),
        task.question(),
        task.labels().names(),
        text.shortText(),
        text.version(),
        portal().guidelines().seen(session.person()),
        version,
        PREFETCH,
        HEARTBEAT_SECONDS,
        Reply.MAX_NOTE,
        Reply.REASONS,
        portal().practice(session.person()),
        session.until());
  }

  /** The guidelines as they are now. */
  public record GuidelinesView(
      String version,
      @com.fasterxml.jackson.annotation.JsonProperty("short") String shortText,
      String html,
      boolean changed) {}

  @GET
  @Path("guidelines")
  public GuidelinesView guidelines() {
    Guidelines.Text text = portal().guidelines().current();
    boolean changed =
        portal()
            .guidelines()
            .seen(person())
            .filter(seen -> !seen.equals(text.version()))
            .isPresent();
    return new GuidelinesView(text.version(), text.shortText(), html.of(text.full()), changed);
  }

  /** Which version was seen. */
  public record Seen(@Nullable String version) {}

  @POST
  @Path("guidelines/seen")
  public void seen(byte[] body) {
    Seen seen = PortalMapper.read(body, Seen.class);
    if (seen.version() == null) {
      throw PortalProblem.wrong("/version is missing");
    }
    portal().guidelines().saw(person(), seen.version());
  }

  @GET
  @Path("preferences")
  public Preferences preferences() {
    return portal().preferences(person());
  }

  @PUT
  @Path("preferences")
  public Preferences preferences(byte[] body) {
    Preferences preferences = PortalMapper.read(body, Preferences.class);
    if (!preferences.mistakes().isEmpty()) {
      throw PortalProblem.wrong(String.join("; ", preferences.mistakes()));
    }
    portal().keep(person(), preferences);
    return preferences;
  }
}
