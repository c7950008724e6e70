package io.labelloop.aws.mechanicalturk;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.JsonCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.HIT;
import software.amazon.awssdk.services.mturk.model.RequestErrorException;

/**
 * Follows what Mechanical Turk tells over SQS: messages may come twice, out of order, several
 * events in one, and not at all: the workflow publishes its job again when it has heard nothing for
 * long.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSMechTurk/latest/AWSMturkAPI/ApiReference_NotificationReceptorAPI_SQSTransportArticle.html">SQS
 *     transport</a>
 */
public final class HitNotifications {
  private static final String SEEN = "mechanical-turk/events/";

  private final MTurkClient mturk;
  private final DocumentStore documents;
  private final String bucket;
  private final Predicate<String> advance;

  /**
   * @param advance lets a job go on by its key: {@link MechanicalTurkWorkforce#advance}
   */
  public HitNotifications(
      MTurkClient mturk, DocumentStore documents, String bucket, Predicate<String> advance) {
    this.mturk = mturk;
    this.documents = documents;
    this.bucket = bucket;
    this.advance = advance;
  }

  /**
   * Follows one message.
   *
   * @return how many workflows were answered; 0 for a message that was followed before
   * @throws IllegalArgumentException for what is no message of the service: it belongs into the
   *     dead-letter queue
   */
  public int follow(String body) {
    JsonNode message = json(body);
    String id = message.path("EventDocId").asText("");
    if (id.isEmpty() || !message.path("Events").isArray()) {
      throw new IllegalArgumentException("a message without EventDocId or Events");
    }
    String seen = SEEN + HitReview.token(id) + ".json";
    if (documents.has(seen)) {
      return 0;
    }
    Set<String> jobs = new LinkedHashSet<>();
    for (JsonNode event : message.path("Events")) {
      job(event.path("HITId").asText("")).ifPresent(jobs::add);
    }
    long answered = jobs.stream().filter(advance).count();
    documents.put(
        seen, ("{\"id\": \"" + HitReview.token(id) + "\"}\n").getBytes(StandardCharsets.UTF_8));
    return (int) answered;
  }

  private Optional<String> job(String hitId) {
    if (hitId.isEmpty()) {
      return Optional.empty();
    }
    try {
      HIT hit = mturk.getHIT(get -> get.hitId(hitId)).hit();
      return Hits.jobKey(hit, bucket);
    } catch (RequestErrorException unknown) {
      return Optional.empty();
    }
  }

  private static JsonNode json(String body) {
    try {
      JsonNode message = JsonCodec.mapper().readTree(body);
      return message == null ? JsonCodec.mapper().createObjectNode() : message;
    } catch (IOException broken) {
      throw new IllegalArgumentException("a message that is no JSON", broken);
    }
  }
}
