package io.labelloop.portal;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotatorId;
import io.labelloop.annotation.Answer;
import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.Task;
import io.labelloop.campaign.TaskType;
import io.labelloop.pool.ItemContent;
import io.labelloop.portal.JobIndex.Job;
import io.labelloop.sequence.Entity;
import io.labelloop.sequence.TagSequence;
import io.labelloop.workflow.port.LabelingJob;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.port.WorkflowCallback;
import io.labelloop.workflow.port.Workforce;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The people of the labeling portal. A job's token is answered by whichever instance stores the
 * last wanted answer, or first notices that the deadline has passed; {@link #settle} lets whoever
 * waits for a job be the one.
 */
public final class PortalWorkforce implements Workforce {
  /** Who a manager's decision about a dispute is by. */
  public static final AnnotatorId ADJUDICATOR = new AnnotatorId("adjudicator");

  private final PortalContext context;

  PortalWorkforce(PortalContext context) {
    this.context = context;
  }

  /**
   * The people of a portal that another process serves from the same store.
   *
   * @param prefix the folder of {@code campaign.json}, with a slash at its end
   */
  public static PortalWorkforce of(
      ObjectStore objects,
      String prefix,
      CampaignSpec campaign,
      InstantSource clock,
      WorkflowCallback callback) {
    return new PortalWorkforce(
        new PortalContext(
            campaign,
            List.of(),
            new PortalKeys(prefix),
            new PortalStore(objects),
            // a workforce hands nothing out that would have to be sealed or signed
            PortalSecret.random(),
            clock,
            callback));
  }

  @Override
  public void publish(LabelingJob job, String taskToken) {
    context.jobs().publish(job, taskToken);
  }

  /**
   * Ends a job that has all its answers or whose time is over, and answers its token.
   *
   * @return whether it has ended; false for a job that never was published
   */
  public boolean settle(LabelingJob job) {
    return context.jobs().index().find(job.key()).map(context.jobs()::settle).orElse(false);
  }

  @Override
  public List<Annotation> collect(LabelingJob job) {
    Optional<Job> published = context.jobs().index().find(job.key());
    if (published.isEmpty()) {
      return List.of();
    }
    Map<String, Decision> decisions = new HashMap<>();
    new Decisions(context).all().forEach(d -> decisions.put(d.item().value(), d));
    var annotations = new ArrayList<Annotation>();
    for (int number = 0; number < published.get().pages(); number++) {
      Pages.Place place = context.pages().place(published.get(), number);
      List<Question> questions = context.pages().questions(place);
      Page page = context.pages().read(place);
      for (int i = 0; i < questions.size(); i++) {
        Question question = questions.get(i);
        page.entries().get(i).given().stream()
            .filter(Page.Given::counts)
            .flatMap(g -> annotation(question, g.person().annotator(), g.reply(), g.at()).stream())
            .forEach(annotations::add);
        Optional.ofNullable(decisions.get(question.item().value()))
            .filter(decision -> inTime(decision, published.get()))
            .flatMap(d -> annotation(question, ADJUDICATOR, d.reply(), d.at()))
            .ifPresent(annotations::add);
      }
    }
    addGold(annotations);
    annotations.sort(Comparator.comparing(Annotation::item).thenComparing(Annotation::annotator));
    return annotations;
  }

  /**
   * What people answered about hidden gold items so far; whoever collects knows what was there, but
   * for sentences, which only the portal knows.
   */
  private void addGold(List<Annotation> annotations) {
    List<Integer> hidden = context.gold().hidden();
    if (hidden.isEmpty() || context.campaign().task().type() == TaskType.SEQUENCE) {
      return;
    }
    for (Profile profile : context.profiles()) {
      Page page = context.pages().read(context.pages().goldPlace(profile.person()));
      for (int index : hidden) {
        page.entries().get(index).given().stream()
            .filter(Page.Given::counts)
            .flatMap(
                g ->
                    annotation(
                        context.gold().questions().get(index),
                        g.person().annotator(),
                        g.reply(),
                        g.at())
                        .stream())
            .forEach(annotations::add);
      }
    }
  }

  /** A job that has ended has the answers that it had then. */
  private static boolean inTime(Decision decision, Job job) {
    return job.end().map(end -> !decision.at().isAfter(end.at())).orElse(true);
  }

  private Optional<Annotation> annotation(
      Question question, AnnotatorId annotator, Reply reply, Instant at) {
    Task task = context.campaign().task();
    if (reply.label().isPresent()) {
      return task.labels().indexOf(reply.label().get()).stream()
          .mapToObj(label -> new Annotation(question.item(), annotator, label, at))
          .findFirst();
    }
    if (reply.spans().isPresent() && question.content() instanceof ItemContent.Tokens sentence) {
      List<Entity> entities =
          reply.spans().get().stream()
              .map(
                  span ->
                      new Entity(
                          span.start(),
                          span.end(),
                          task.labels().indexOf(span.type()).orElseThrow()))
              .toList();
      TagSequence tags = TagSequence.ofEntities(sentence.tokens().size(), entities);
      return Optional.of(
          new Annotation(question.item(), annotator, new Answer.TagAnswer(tags), at));
    }
    return Optional.empty();
  }

  @Override
  public void cancel(LabelingJob job) {
    context.jobs().cancel(job.key());
  }
}
