package io.labelloop.portal.web.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.labelloop.portal.Guidelines;
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
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Guidelines in their source, for managers, who change them. */
@Path("/api/{campaign}/manage/guidelines")
@Produces(MediaType.APPLICATION_JSON)
public class GuidelinesResource {
  private final SignedIn signedIn;
  private final GuidelinesHtml html;

  public GuidelinesResource(SignedIn signedIn, GuidelinesHtml html) {
    this.signedIn = signedIn;
    this.html = html;
  }

  private Guidelines guidelines() {
    return signedIn.portal().guidelines();
  }

  /** A version. */
  public record Version(
      String version, @JsonProperty("short") String shortText, String full, Instant since) {
    static Version of(Guidelines.Text text) {
      return new Version(text.version(), text.shortText(), text.full(), text.since());
    }
  }

  /** The version that holds, and all that there were, the first of the campaign file. */
  public record Source(
      String version,
      @JsonProperty("short") String shortText,
      String full,
      List<Version> versions) {}

  @GET
  public Source source() {
    List<Guidelines.Text> all = guidelines().versions();
    Guidelines.Text last = all.getLast();
    return new Source(
        last.version(), last.shortText(), last.full(), all.stream().map(Version::of).toList());
  }

  /**
   * New texts.
   *
   * @param version the one that they are to replace
   */
  public record Changed(
      @JsonProperty("short") @Nullable String shortText,
      @Nullable String full,
      @Nullable String version) {}

  @PUT
  public Response change(byte[] body) {
    Changed changed = PortalMapper.read(body, Changed.class);
    if (changed.version() == null) {
      throw PortalProblem.wrong("/version, the one that is to be replaced, is missing");
    }
    Guidelines.Change change;
    try {
      change =
          guidelines()
              .change(
                  changed.version(),
                  Optional.ofNullable(changed.shortText()).orElse(""),
                  Optional.ofNullable(changed.full()).orElse(""));
    } catch (IllegalArgumentException wrong) {
      throw PortalProblem.wrong(String.valueOf(wrong.getMessage()));
    }
    return switch (change) {
      case Guidelines.Change.Holds holds -> Response.ok(source()).build();
      case Guidelines.Change.Stale stale ->
          Response.status(Response.Status.CONFLICT)
              .entity(
                  Map.of(
                      "error",
                      "conflict",
                      "message",
                      "the guidelines have changed since version '" + changed.version() + "'",
                      "current",
                      source()))
              .build();
    };
  }

  /** Markdown, and what becomes of it. */
  public record Markdown(@Nullable String full) {}

  /** See {@link Markdown}. */
  public record Preview(String html) {}

  @POST
  @Path("preview")
  public Preview preview(byte[] body) {
    String full = PortalMapper.read(body, Markdown.class).full();
    return new Preview(html.of(full == null ? "" : full));
  }
}
