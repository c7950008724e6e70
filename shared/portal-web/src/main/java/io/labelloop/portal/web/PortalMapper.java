package io.labelloop.portal.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.labelloop.portal.PortalJson;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;

/** The JSON of requests and answers. */
public class PortalMapper {
  @Produces
  @Singleton
  ObjectMapper mapper() {
    return PortalJson.mapper();
  }

  /**
   * Reads a request's body.
   *
   * @throws PortalProblem if it is none
   */
  public static <T> T read(byte[] body, Class<T> type) {
    try {
      T value = PortalJson.mapper().readValue(body, type);
      if (value == null) {
        throw PortalProblem.wrong("the body must be a JSON object, but was null");
      }
      return value;
    } catch (IOException | IllegalArgumentException wrong) {
      throw PortalProblem.wrong(
          "the body must be a JSON object of the form that is described, but: "
              + String.valueOf(wrong.getMessage()).lines().findFirst().orElse(""));
    }
  }
}
