package io.labelloop.portal.web;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;

/** Turns problems into JSON answers. */
@Provider
public class ProblemAnswers implements ExceptionMapper<PortalProblem> {
  @Override
  public Response toResponse(PortalProblem problem) {
    return answer(problem.status(), problem.kind(), String.valueOf(problem.getMessage()));
  }

  static Response answer(int status, String kind, String message) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(Map.of("error", kind, "message", message))
        .build();
  }
}
