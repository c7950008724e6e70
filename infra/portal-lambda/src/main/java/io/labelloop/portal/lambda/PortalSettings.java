package io.labelloop.portal.lambda;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What {@code template.yaml} tells the function through its environment. Nothing that lets somebody
 * in has a default.
 *
 * @param bucket the data bucket
 * @param address where browsers find the portal, such as {@code https://labels.example.org}; no
 *     path, no slash at its end
 * @param host the name by which the HTTP API is reached, where that is not the address's: behind a
 *     content delivery network
 * @param secret names the secret of Secrets Manager that sealed and signed values rest on
 * @param issuer whose sign-ins are believed
 * @param client the id by which the issuer knows the portal
 * @param clientSecret names the secret of Secrets Manager that the issuer gave the portal, if it
 *     did
 * @param scopes what is asked of the issuer, with blanks between
 * @param groupsClaim the claim of the ID token with the names of the person's groups
 * @param groups begins the names of the portal's groups, such as {@code labelloop}
 * @param logout where the issuer ends its own session, if it does not say so itself
 * @param session how long a sign-in lasts
 */
record PortalSettings(
    String bucket,
    URI address,
    Optional<String> host,
    String secret,
    String issuer,
    String client,
    Optional<String> clientSecret,
    String scopes,
    String groupsClaim,
    String groups,
    Optional<URI> logout,
    Duration session) {

  /** The address as browsers send it in their {@code Origin} header. */
  String origin() {
    return address.toString();
  }

  /** An address below the portal's own. */
  URI at(String path) {
    return URI.create(address + path);
  }
}
