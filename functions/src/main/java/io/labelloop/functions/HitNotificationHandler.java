package io.labelloop.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.aws.mechanicalturk.HitNotifications;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.step.CampaignSteps;
import io.labelloop.workflow.step.OccurrenceLog;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes Mechanical Turk's messages from their queue. Those that could not be followed are given
 * back one by one, and end in the dead-letter queue.
 */
@Named("hitNotification")
public class HitNotificationHandler implements RequestStreamHandler {
  private final HitNotifications notifications;
  private final OccurrenceLog log;

  HitNotificationHandler(Crowds crowds, CampaignSteps steps, OccurrenceLog log) {
    this.notifications = crowds.hitNotifications(steps);
    this.log = log;
  }

  /** The answer that Lambda knows as a partial batch response. */
  record Followed(List<Failure> batchItemFailures) {
    Followed {
      batchItemFailures = List.copyOf(batchItemFailures);
    }

    record Failure(String itemIdentifier) {}
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var failures = new ArrayList<Followed.Failure>();
    for (JsonNode message : JsonCodec.mapper().readTree(input).path("Records")) {
      String id = message.path("messageId").asText();
      try {
        notifications.follow(message.path("body").asText());
      } catch (RuntimeException failed) {
        log.failed("hit-notification", id, failed);
        failures.add(new Followed.Failure(id));
      }
    }
    JsonCodec.mapper().writeValue(output, new Followed(failures));
  }
}
