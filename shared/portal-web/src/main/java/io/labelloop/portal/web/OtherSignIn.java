package io.labelloop.portal.web;

import io.labelloop.portal.Session;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;

/** A way to sign in other than by invitation; where there is one, invitations let nobody in. */
public interface OtherSignIn {
  /** Who sends a request, if they are signed in. */
  Optional<Session> session(ContainerRequestContext request);

  /** Where people go to sign in. */
  java.net.URI start();
}
