package io.labelloop.aws.mechanicalturk;

import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.port.LabelingJob;
import io.labelloop.workflow.port.WorkforceRefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.HIT;
import software.amazon.awssdk.services.mturk.model.RequestErrorException;

/**
 * Creates the HITs of a job, each once, and remembers their ids. A HIT carries the key of its job
 * as the requester's annotation, so that an event about it leads back to the job.
 */
final class Hits {
  private static final String ALREADY_EXISTS = "AWS.MechanicalTurk.HitAlreadyExists";
  private static final Pattern HIT_ID = Pattern.compile("\\b[A-Z0-9]{20,64}\\b");

  /** Longer annotations may be refused: the limit is not in the contract any more. */
  private static final int LONGEST_ANNOTATION = 255;

  private static final String ANNOTATION = "labelloop:";

  /** A token is good for 24 hours; an hour less allows for clocks that differ. */
  private static final Duration TOKEN_IS_GOOD = Duration.ofHours(23);

  private final MTurkClient mturk;
  private final DocumentStore documents;
  private final MechanicalTurkAccount account;
  private final InstantSource clock;

  Hits(
      MTurkClient mturk,
      DocumentStore documents,
      MechanicalTurkAccount account,
      InstantSource clock) {
    this.mturk = mturk;
    this.documents = documents;
    this.account = account;
    this.clock = clock;
  }

  /** A HIT that was created. */
  record Created(int version, String hitId) {}

  /** When the service was first asked for a HIT. */
  record Asked(int version, Instant at) {}

  Optional<String> id(String jobKey, HitPlan.Hit hit) {
    return documents.find(key(jobKey, hit), Created.class).map(Created::hitId);
  }

  /** The id of a HIT, which is created unless an earlier call did. */
  String create(LabelingJob job, HitPlan.Hit hit, String hitTypeId, int availableSeconds) {
    return id(job.key(), hit)
        .orElseGet(
            () -> {
              String id = ask(job, hit, hitTypeId, availableSeconds);
              documents.put(key(job.key(), hit), JsonCodec.document(new Created(1, id)));
              return id;
            });
  }

  private String ask(LabelingJob job, HitPlan.Hit hit, String hitTypeId, int availableSeconds) {
    String annotation = annotation(job.key(), hit);
    Instant first =
        documents
            .decide(
                job.key() + "/asked/" + hit.name() + ".json",
                new Asked(1, clock.instant()),
                Asked.class)
            .at();
    if (Duration.between(first, clock.instant()).compareTo(TOKEN_IS_GOOD) > 0) {
      // the token may have run out, and asking again would make a second HIT
      Optional<String> earlier = find(annotation);
      if (earlier.isPresent()) {
        return earlier.get();
      }
    }
    String question =
        new String(documents.getBytes(hit.page().question(job.key())), StandardCharsets.UTF_8);
    try {
      return mturk
          .createHITWithHITType(
              create ->
                  create
                      .hitTypeId(hitTypeId)
                      .maxAssignments(hit.assignments())
                      .lifetimeInSeconds(
                          Math.max(30, Math.min(job.deadline().toSeconds(), availableSeconds)))
                      .question(question)
                      .requesterAnnotation(annotation)
                      .uniqueRequestToken(HitReview.token(annotation + "@" + first)))
          .hit()
          .hitId();
    } catch (RequestErrorException exists) {
      Matcher id = HIT_ID.matcher(exists.awsErrorDetails().errorMessage());
      if (ALREADY_EXISTS.equals(exists.turkErrorCode()) && id.find()) {
        return id.group();
      }
      throw exists;
    }
  }

  private Optional<String> find(String annotation) {
    return mturk.listHITsPaginator(list -> list.maxResults(100)).stream()
        .flatMap(page -> page.hiTs().stream())
        .filter(hit -> annotation.equals(hit.requesterAnnotation()))
        .map(HIT::hitId)
        .findFirst();
  }

  private String annotation(String jobKey, HitPlan.Hit hit) {
    String annotation = ANNOTATION + account.bucket() + "/" + jobKey + "#" + hit.name();
    if (annotation.length() > LONGEST_ANNOTATION) {
      throw new WorkforceRefusedException(
          "the campaign's folder is too deep for Mechanical Turk's requester annotation: "
              + jobKey
              + " makes "
              + annotation.length()
              + " characters, at most "
              + LONGEST_ANNOTATION
              + " are safe; move the campaign up");
    }
    return annotation;
  }

  /** The job of a HIT, if it is one of this object store. */
  static Optional<String> jobKey(HIT hit, String bucket) {
    String home = ANNOTATION + bucket + "/";
    String annotation = hit.requesterAnnotation() == null ? "" : hit.requesterAnnotation();
    int end = annotation.lastIndexOf('#');
    return annotation.startsWith(home) && end > home.length()
        ? Optional.of(annotation.substring(home.length(), end))
        : Optional.empty();
  }

  private static String key(String jobKey, HitPlan.Hit hit) {
    return jobKey + "/hits/" + hit.name() + ".json";
  }
}
