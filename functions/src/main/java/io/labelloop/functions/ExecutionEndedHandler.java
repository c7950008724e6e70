package io.labelloop.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.workflow.document.JsonCodec;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Takes EventBridge's event that a campaign's execution has ended without closing the campaign. */
@Named("endedExecution")
public class ExecutionEndedHandler implements RequestStreamHandler {
  private final EndedExecution ended;

  ExecutionEndedHandler(EndedExecution ended) {
    this.ended = ended;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    JsonNode detail = JsonCodec.mapper().readTree(input).path("detail");
    ended.leaveInOrder(
        new EndedExecution.Event(
            JsonCodec.mapper().readTree(detail.path("input").asText("{}")).path("key").asText(),
            detail.path("name").asText(),
            detail.path("status").asText(),
            detail.path("redriveCount").asInt(0),
            detail.path("error").asText(""),
            detail.path("cause").asText("")));
    output.write('{');
    output.write('}');
  }
}
