package io.labelloop.portal.web;

import io.labelloop.portal.Portal;
import java.util.Optional;

/** The campaigns that this application serves. */
public interface PortalCampaigns {
  /** Whether a text has the form of a campaign's name in addresses. */
  static boolean isName(String text) {
    return text.matches("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");
  }

  /**
   * The portal of a campaign, or nothing if there is none such.
   *
   * @param campaign has the form of a campaign's id
   */
  Optional<Portal> find(String campaign);

  /** Whether requests may name this host in their {@code Host} header. */
  boolean answersTo(String host);

  /**
   * The address that browsers know this site by, such as {@code https://labels.example.org}; where
   * there is none, it is the one that a request itself names.
   */
  default Optional<String> origin() {
    return Optional.empty();
  }
}
