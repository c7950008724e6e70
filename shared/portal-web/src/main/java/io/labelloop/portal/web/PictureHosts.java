package io.labelloop.portal.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Lets a campaign's pages show pictures from the hosts that the campaign names, and no others. */
@Provider
public class PictureHosts implements ContainerResponseFilter {
  private final SignedIn signedIn;

  public PictureHosts(SignedIn signedIn) {
    this.signedIn = signedIn;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    MediaType type = response.getMediaType();
    if (signedIn.present() && type != null && type.isCompatible(MediaType.TEXT_HTML_TYPE)) {
      List<String> hosts = signedIn.portal().pictures().hosts();
      if (!hosts.isEmpty()) {
        response.getHeaders().putSingle(SecurityHeaders.POLICY, SecurityHeaders.policy(hosts));
      }
    }
  }
}
