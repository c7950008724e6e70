package io.labelloop.workflow.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.workflow.document.JsonCodec;

/** The cause of a failed state, as Step Functions hands it on: words, or JSON around words. */
public final class FailureCause {
  private FailureCause() {}

  /**
   * What a failed function said: its {@code errorMessage}, without the wrapping of the executions
   * above it; any other cause as it is.
   */
  public static String words(String cause) {
    try {
      JsonNode json = JsonCodec.mapper().readTree(cause);
      if (json != null && json.hasNonNull("errorMessage")) {
        return json.get("errorMessage").asText();
      }
      if (json != null && json.hasNonNull("Cause")) {
        return words(json.get("Cause").asText());
      }
    } catch (JsonProcessingException e) {
      // a cause in plain words
    }
    return cause;
  }
}
