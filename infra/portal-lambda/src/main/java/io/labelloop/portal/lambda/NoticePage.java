package io.labelloop.portal.lambda;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Pages that say one thing and where to go from there; they need no script. */
final class NoticePage {
  private static final Link AGAIN = new Link("Sign in again", URI.create(OidcSignIn.SIGN_IN));

  private NoticePage() {}

  /** Where a page leads. */
  record Link(String text, URI to) {}

  @CheckedTemplate(basePath = "")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance notice(String title, String advice, Link link, boolean signedIn);
  }

  static Response of(int status, String title, String advice, Link link) {
    return page(status, title, advice, link, false);
  }

  private static Response page(
      int status, String title, String advice, Link link, boolean signedIn) {
    return Response.status(status)
        .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
        .entity(Templates.notice(title, advice, link, signedIn).render())
        .build();
  }

  /** Why somebody is not signed in. */
  static Response of(SignInProblem problem) {
    return of(problem.status(), problem.title(), problem.advice(), AGAIN);
  }

  /** For somebody who is signed in and has no part in a campaign, or asks for one that is not. */
  static Response outsider(Login login, Groups groups) {
    return page(
        404,
        "There is no such campaign for you",
        "You are signed in as "
            + login.name()
            + ". Check the address; if it is right, ask your manager to put your account into the"
            + " group "
            + groups.annotators()
            + " and sign in again.",
        AGAIN,
        true);
  }
}
