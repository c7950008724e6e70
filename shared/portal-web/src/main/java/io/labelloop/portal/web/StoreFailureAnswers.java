package io.labelloop.portal.web;

import io.labelloop.workflow.port.StoreException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.Logger;

/** Asks the page to try again when the store fails; the page keeps what it could not send. */
@Provider
public class StoreFailureAnswers implements ExceptionMapper<StoreException> {
  private static final Logger LOG = Logger.getLogger("io.labelloop");

  @Override
  public Response toResponse(StoreException failure) {
    LOG.warnf("store outcome=failed error=%s", failure.getMessage());
    return ProblemAnswers.answer(
        503, "store-unavailable", "the answers cannot be stored right now; try again");
  }
}
