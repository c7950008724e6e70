package io.labelloop.portal.web;

import io.labelloop.portal.Role;
import io.labelloop.portal.Session;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** A way to sign in other than by invitation; where there is one, invitations let nobody in. */
public interface OtherSignIn {
  /** Who sends a request for something of a campaign, if they may have a part in it. */
  Optional<Session> session(ContainerRequestContext request);

  /** The answer to a request for a page that has no session: where to sign in, or why not. */
  Response refusal(ContainerRequestContext request);

  /**
   * Where people sign in.
   *
   * @param next the path on this site where they go on
   */
  URI start(String next);

  /**
   * How somebody comes to be let in, in words for a manager: what has to be done where, and which
   * address the person is sent then.
   */
  String howToInvite(String campaign, Role role);

  /** Paths that everybody may ask for. */
  Set<String> open();

  /** Forgets who sends the request. */
  Response leave();
}
