package io.labelloop.aws.mechanicalturk;

import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.JsonCodec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.QualificationType;
import software.amazon.awssdk.services.mturk.model.QualificationTypeStatus;
import software.amazon.awssdk.services.mturk.model.RequestErrorException;

/**
 * A qualification whose holders do not see a job's HITs: those who answered some of its items
 * before, and, of pages with more than nine assignments, the workers of their earlier HITs. It is
 * given without telling the workers, and says nothing about their work.
 */
final class KeptOutWorkers {
  private final MTurkClient mturk;
  private final DocumentStore documents;

  KeptOutWorkers(MTurkClient mturk, DocumentStore documents) {
    this.mturk = mturk;
    this.documents = documents;
  }

  record Qualification(int version, String id, List<String> workers) {
    Qualification {
      workers = List.copyOf(workers);
    }
  }

  /** The id of a job's qualification, if the job has one. */
  Optional<String> qualification(String jobKey) {
    return documents.find(key(jobKey), Qualification.class).map(Qualification::id);
  }

  /**
   * Keeps workers out of a job, in addition to those of earlier calls.
   *
   * @param name of the qualification, unique to the job
   */
  void keepOut(String jobKey, String name, Collection<String> workers) {
    Qualification before =
        documents
            .find(key(jobKey), Qualification.class)
            .orElseGet(() -> new Qualification(1, create(name), List.of()));
    var all = new ArrayList<>(before.workers());
    for (String worker : workers) {
      if (!all.contains(worker)) {
        mturk.associateQualificationWithWorker(
            give ->
                give.qualificationTypeId(before.id())
                    .workerId(worker)
                    .integerValue(1)
                    .sendNotification(false));
        all.add(worker);
      }
    }
    documents.put(key(jobKey), JsonCodec.document(new Qualification(1, before.id(), all)));
  }

  private String create(String name) {
    try {
      return mturk
          .createQualificationType(
              type ->
                  type.name(name)
                      .description("Has answered some of these questions before.")
                      .qualificationTypeStatus(QualificationTypeStatus.ACTIVE))
          .qualificationType()
          .qualificationTypeId();
    } catch (RequestErrorException exists) {
      // a repeated call whose first answer was lost; names are unique, so the list has ours
      return mturk
          .listQualificationTypesPaginator(
              list -> list.query(name).mustBeRequestable(false).mustBeOwnedByCaller(true))
          .stream()
          .flatMap(page -> page.qualificationTypes().stream())
          .filter(type -> type.name().equals(name))
          .map(QualificationType::qualificationTypeId)
          .findFirst()
          .orElseThrow(() -> exists);
    }
  }

  private static String key(String jobKey) {
    return jobKey + "/kept-out.json";
  }
}
