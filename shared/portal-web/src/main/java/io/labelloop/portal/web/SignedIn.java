package io.labelloop.portal.web;

import io.labelloop.portal.Portal;
import io.labelloop.portal.Session;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** Who sends the request, once {@link SignInFilter} has found out. */
@RequestScoped
public class SignedIn {
  private Optional<Session> session = Optional.empty();
  private Optional<Portal> portal = Optional.empty();

  void set(Session signedIn, Portal campaign) {
    this.session = Optional.of(signedIn);
    this.portal = Optional.of(campaign);
  }

  /** Whether somebody is signed in: always so where a path has a campaign in it. */
  public boolean present() {
    return session.isPresent();
  }

  public Session session() {
    return session.orElseThrow();
  }

  /** The portal of the session's campaign. */
  public Portal portal() {
    return portal.orElseThrow();
  }
}
