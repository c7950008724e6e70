package io.labelloop.simulation;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotatorId;
import io.labelloop.annotation.Answer;
import io.labelloop.campaign.AnnotatorGroup;
import io.labelloop.campaign.SimulatedSpec;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.port.LabelingJob;
import io.labelloop.workflow.port.WorkflowCallback;
import io.labelloop.workflow.port.Workforce;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Annotators that do not exist, who answer on the workflow's time. Each works through their
 * questions one after another; a job ends with the last answer that will ever come, or at its
 * deadline.
 *
 * <p>All answers and their instants follow from the seed and from the instant of publication, which
 * is stored: a run that was killed and resumed lives through the same timeline again.
 */
final class SimulatedWorkforce implements Workforce {
  private final DocumentStore documents;
  private final SimulatedTime time;
  private final WorkflowCallback callback;
  private final Function<ItemId, Optional<Answer>> truth;
  private final List<SimulatedAnnotator> annotators;
  private final long seed;

  /**
   * @param classes how many labels the task has
   * @param truth the true answer about an item
   */
  SimulatedWorkforce(
      SimulatedSpec spec,
      int classes,
      long seed,
      Function<ItemId, Optional<Answer>> truth,
      DocumentStore documents,
      SimulatedTime time,
      WorkflowCallback callback) {
    this.documents = documents;
    this.time = time;
    this.callback = callback;
    this.truth = truth;
    this.seed = seed;
    this.annotators = annotators(spec, classes, seed);
  }

  private static List<SimulatedAnnotator> annotators(SimulatedSpec spec, int classes, long seed) {
    var all = new ArrayList<SimulatedAnnotator>();
    for (AnnotatorGroup group : spec.annotators()) {
      for (int i = 0; i < group.count(); i++) {
        String name = String.format(java.util.Locale.ROOT, "annotator-%02d", all.size() + 1);
        all.add(new SimulatedAnnotator(new AnnotatorId(name), group, classes, seed));
      }
    }
    return all;
  }

  /** When the work on a job began. */
  record Published(int version, Instant at) {}

  /** That a job was closed before its end, and when. */
  record Cancelled(int version, Instant at) {}

  @Override
  public void publish(LabelingJob job, String taskToken) {
    Published published =
        documents.decide(
            job.key() + "/job.json",
            new Published(1, time.start(Duration.between(Instant.EPOCH, end(job, Instant.EPOCH)))),
            Published.class);
    time.schedule(end(job, published.at()), () -> callback.succeed(taskToken, "{}"));
  }

  /** The last answer's instant, or the deadline if some answer never comes in time. */
  private Instant end(LabelingJob job, Instant publishedAt) {
    Instant deadline = publishedAt.plus(job.deadline());
    List<Annotation> answers = answers(job, publishedAt);
    return answers.stream()
        .map(Annotation::answeredAt)
        .max(Comparator.naturalOrder())
        .filter(last -> last.isBefore(deadline))
        .orElse(deadline);
  }

  @Override
  public List<Annotation> collect(LabelingJob job) {
    Optional<Published> published = documents.find(job.key() + "/job.json", Published.class);
    if (published.isEmpty()) {
      return List.of();
    }
    Instant until =
        documents
            .find(job.key() + "/cancelled.json", Cancelled.class)
            .map(Cancelled::at)
            .orElse(time.instant());
    Instant deadline = published.get().at().plus(job.deadline());
    return answers(job, published.get().at()).stream()
        .filter(
            answer -> !answer.answeredAt().isAfter(until) && !answer.answeredAt().isAfter(deadline))
        .sorted(Comparator.comparing(Annotation::item).thenComparing(Annotation::annotator))
        .toList();
  }

  @Override
  public void cancel(LabelingJob job) {
    if (documents.has(job.key() + "/job.json")) {
      documents.decideBytes(
          job.key() + "/cancelled.json", JsonCodec.document(new Cancelled(1, time.instant())));
    }
  }

  private List<Annotation> answers(LabelingJob job, Instant publishedAt) {
    Map<AnnotatorId, Instant> busyUntil = new HashMap<>();
    var answers = new ArrayList<Annotation>();
    for (LabelingJob.Question question : job.questions()) {
      Answer known = truth(question.item());
      for (SimulatedAnnotator annotator : asked(question)) {
        Optional<Answer> answer = annotator.answer(question.item(), known);
        if (answer.isPresent()) {
          Duration time = annotator.time(question.item());
          Instant at =
              busyUntil.merge(
                  annotator.id(), publishedAt.plus(time), (before, first) -> before.plus(time));
          answers.add(new Annotation(question.item(), annotator.id(), answer.get(), at));
        }
      }
    }
    return answers;
  }

  /**
   * The annotators whom a question goes to: the preferred ones first, else drawn for each item, and
   * nobody who answered it before.
   */
  private List<SimulatedAnnotator> asked(LabelingJob.Question question) {
    var order = new SeededOrder(seed, "assignment " + question.item().value());
    return IntStream.range(0, annotators.size())
        .boxed()
        .sorted(Comparator.comparing(i -> new ItemId(annotators.get(i).id().value()), order))
        .map(annotators::get)
        .sorted(Comparator.comparingInt(annotator -> place(question, annotator)))
        .filter(annotator -> !question.excluded().contains(annotator.id().value()))
        .limit(question.annotations())
        .toList();
  }

  private static int place(LabelingJob.Question question, SimulatedAnnotator annotator) {
    int place = question.preferred().indexOf(annotator.id().value());
    return place < 0 ? Integer.MAX_VALUE : place;
  }

  private Answer truth(ItemId item) {
    return truth
        .apply(item)
        .orElseThrow(
            () ->
                new UnknownTruthException(
                    "simulated annotators cannot answer: the pool has no true label for item '"
                        + item
                        + "'"));
  }
}
