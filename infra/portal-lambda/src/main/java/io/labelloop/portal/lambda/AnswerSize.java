package io.labelloop.portal.lambda;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;

/**
 * Says so when an export is larger than Lambda's answers may be (6 MB, as text in JSON), which the
 * HTTP API would turn into an error without a word.
 */
@Provider
public class AnswerSize implements ContainerResponseFilter {
  /** What fits even if every other character has to be escaped. */
  static final int MOST_BYTES = 3_000_000;

  private final PortalSettings settings;

  AnswerSize(PortalSettings settings) {
    this.settings = settings;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getEntity() instanceof byte[] content && content.length > MOST_BYTES) {
      response.setStatus(413);
      response.getHeaders().remove(HttpHeaders.CONTENT_DISPOSITION);
      response.setEntity(
          instead(request.getUriInfo().getPathParameters().getFirst("campaign")),
          new Annotation[0],
          MediaType.TEXT_PLAIN_TYPE);
    }
  }

  private String instead(String campaign) {
    return "There are more answers than one download can hold here. All of them lie in the bucket:\n"
        + "aws s3 sync s3://"
        + settings.bucket()
        + "/campaigns/"
        + campaign
        + "/rounds rounds --exclude '*' --include '*/answers/*'\n";
  }
}
