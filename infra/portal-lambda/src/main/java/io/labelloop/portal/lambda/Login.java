package io.labelloop.portal.lambda;

import io.labelloop.portal.PersonId;
import java.time.Instant;
import java.util.List;

/**
 * Somebody whom the issuer vouched for.
 *
 * @param groups those of their groups that are the portal's
 * @param until when they have to sign in again
 */
record Login(PersonId person, String name, List<String> groups, Instant until) {
  Login {
    groups = List.copyOf(groups);
  }
}
