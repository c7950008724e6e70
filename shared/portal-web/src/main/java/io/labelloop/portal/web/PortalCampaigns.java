package io.labelloop.portal.web;

import io.labelloop.portal.Portal;
import java.util.Optional;

/** The campaigns that this application serves. */
public interface PortalCampaigns {
  /**
   * The portal of a campaign, or nothing if there is none such.
   *
   * @param campaign has the form of a campaign's id
   */
  Optional<Portal> find(String campaign);

  /** The one campaign, where there is only one. */
  Optional<String> only();

  /** Whether requests may name this host in their {@code Host} header. */
  boolean answersTo(String host);
}
