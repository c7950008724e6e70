package io.labelloop.portal.lambda;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Sends browsers to the portal's own address: the function itself is reached without encryption,
 * and perhaps by another name.
 */
@Provider
public class OwnLocations implements ContainerResponseFilter {
  private final PortalSettings settings;

  OwnLocations(PortalSettings settings) {
    this.settings = settings;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    @Nullable URI location = response.getLocation();
    URI base = request.getUriInfo().getBaseUri();
    if (location != null
        && String.valueOf(base.getRawAuthority()).equals(location.getRawAuthority())) {
      String query = location.getRawQuery() == null ? "" : "?" + location.getRawQuery();
      response
          .getHeaders()
          .putSingle(HttpHeaders.LOCATION, settings.at(location.getRawPath() + query));
    }
  }
}
