package io.labelloop.aws.crowd;

import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.JsonCodec;
import java.util.Optional;

/** What a workforce keeps of a job beside its own documents: the token that waits for its end. */
public final class JobDocuments {
  private final DocumentStore documents;

  public JobDocuments(DocumentStore documents) {
    this.documents = documents;
  }

  /** The token of the workflow that waits for a job, which a repeated publication replaces. */
  record Waiting(int version, String taskToken) {}

  /** Remembers who waits for a job. */
  public void wait(String jobKey, String taskToken) {
    documents.put(key(jobKey), JsonCodec.document(new Waiting(1, taskToken)));
  }

  /** The token of the workflow that waits for a job, if the job was published. */
  public Optional<String> taskToken(String jobKey) {
    return documents.find(key(jobKey), Waiting.class).map(Waiting::taskToken);
  }

  private static String key(String jobKey) {
    return jobKey + "/waiting.json";
  }
}
