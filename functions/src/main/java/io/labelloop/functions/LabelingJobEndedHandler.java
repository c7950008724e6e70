package io.labelloop.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.labelloop.workflow.document.JsonCodec;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Takes EventBridge's event that a Ground Truth labeling job, anybody's, has ended. */
@Named("endedLabelingJob")
public class LabelingJobEndedHandler implements RequestStreamHandler {
  private final Crowds crowds;

  LabelingJobEndedHandler(Crowds crowds) {
    this.crowds = crowds;
  }

  /** Whether a workflow that waited for the job was answered. */
  record Outcome(boolean answered) {}

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    String arn = JsonCodec.mapper().readTree(input).at("/resources/0").asText();
    JsonCodec.mapper().writeValue(output, new Outcome(crowds.labelingJobs().ended(arn)));
  }
}
