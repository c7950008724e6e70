package io.labelloop.aws.mechanicalturk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotatorId;
import io.labelloop.aws.crowd.CrowdAnswer;
import io.labelloop.aws.crowd.WorkerPage;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.port.LabelingJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.Assignment;

/** The answers to a job's HITs: what workers sent, item by item. */
final class HitAnswers {
  private static final int PAGE = 100;

  private final MTurkClient mturk;
  private final Hits hits;

  HitAnswers(MTurkClient mturk, Hits hits) {
    this.mturk = mturk;
    this.hits = hits;
  }

  /** The answers so far, by item and worker; of a worker who answered twice, the earlier. */
  List<Annotation> of(LabelingJob job, HitPlan plan) {
    Map<ItemId, Set<String>> excluded = new HashMap<>();
    job.questions().forEach(q -> excluded.put(q.item(), Set.copyOf(q.excluded())));
    Comparator<Annotation> order =
        Comparator.comparing(Annotation::item).thenComparing(Annotation::annotator);
    var first = new TreeMap<Annotation, Annotation>(order);
    for (HitPlan.Hit hit : plan.hits()) {
      Optional<String> id = hits.id(job.key(), hit);
      if (id.isEmpty()) {
        continue;
      }
      for (Assignment assignment : TurkRequest.send(() -> assignments(id.get()))) {
        for (Annotation answer : annotations(assignment, hit.page(), job)) {
          if (!excluded
              .getOrDefault(answer.item(), Set.of())
              .contains(answer.annotator().value())) {
            first.merge(
                answer,
                answer,
                (one, other) -> other.answeredAt().isBefore(one.answeredAt()) ? other : one);
          }
        }
      }
    }
    return List.copyOf(first.values());
  }

  /** Who worked on a HIT, and what they sent. */
  List<Assignment> assignments(String hitId) {
    return mturk.listAssignmentsForHITPaginator(list -> list.hitId(hitId).maxResults(PAGE)).stream()
        .flatMap(page -> page.assignments().stream())
        .toList();
  }

  private static List<Annotation> annotations(
      Assignment assignment, HitPlan.Page page, LabelingJob job) {
    Map<String, JsonNode> fields =
        assignment.answer() == null ? Map.of() : Answers.read(assignment.answer());
    var annotations = new ArrayList<Annotation>();
    for (int i = 0; i < job.questions().size(); i++) {
      LabelingJob.Question question = job.questions().get(i);
      if (page.items().contains(question.item())) {
        JsonNode field = fields.getOrDefault(WorkerPage.answerName(i), MissingNode.getInstance());
        CrowdAnswer.read(field, job, question)
            .map(
                answer ->
                    new Annotation(
                        question.item(),
                        new AnnotatorId(assignment.workerId()),
                        answer,
                        Optional.ofNullable(assignment.submitTime()).orElse(Instant.EPOCH)))
            .ifPresent(annotations::add);
      }
    }
    return annotations;
  }
}
