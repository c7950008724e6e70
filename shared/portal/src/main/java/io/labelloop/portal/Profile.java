package io.labelloop.portal;

import java.time.Instant;

/**
 * Who a person is.
 *
 * @param name as the person gave it; shown as text only
 * @param by the invitation, or {@code oidc}
 */
record Profile(int version, PersonId person, String name, Role role, String by, Instant joinedAt) {
  static final int VERSION = 1;
}
