package io.labelloop.portal;

import java.time.Instant;

/**
 * A person who is signed in.
 *
 * @param campaign the campaign's id, as it stands in the address
 * @param by the invitation that let them in, or {@code oidc}
 */
public record Session(
    String campaign, PersonId person, String name, Role role, String by, Instant until) {}
