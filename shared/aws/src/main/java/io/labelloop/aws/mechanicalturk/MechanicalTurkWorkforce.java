package io.labelloop.aws.mechanicalturk;

import io.labelloop.annotation.Annotation;
import io.labelloop.aws.crowd.ItemDisplay;
import io.labelloop.aws.crowd.JobDocuments;
import io.labelloop.budget.Money;
import io.labelloop.campaign.MechanicalTurkSpec;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.port.LabelingJob;
import io.labelloop.workflow.port.WorkflowCallback;
import io.labelloop.workflow.port.Workforce;
import io.labelloop.workflow.port.WorkforceRefusedException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.Assignment;
import software.amazon.awssdk.services.mturk.model.HITStatus;

/**
 * Workers of Mechanical Turk: a HIT for a page of items, its answers read when it has ended.
 *
 * <p>The service closed on 30 September 2026. What is here keeps to its published contract, and is
 * proven against a server that speaks it.
 */
public final class MechanicalTurkWorkforce implements Workforce {
  private static final Set<HITStatus> ENDED =
      Set.of(HITStatus.REVIEWABLE, HITStatus.REVIEWING, HITStatus.DISPOSED);

  private final MTurkClient mturk;
  private final DocumentStore documents;
  private final JobDocuments waiting;
  private final WorkflowCallback callback;
  private final InstantSource clock;
  private final MechanicalTurkSpec spec;
  private final Money price;
  private final ItemDisplay display;
  private final Hits hits;
  private final HitAnswers answers;
  private final HitTypes types;
  private final KeptOutWorkers keptOut;
  private final HitReview review;

  /**
   * @param price of one annotation, fees and bonuses included
   */
  public MechanicalTurkWorkforce(
      MTurkClient mturk,
      DocumentStore documents,
      WorkflowCallback callback,
      InstantSource clock,
      MechanicalTurkSpec spec,
      Money price,
      MechanicalTurkAccount account,
      ItemDisplay display) {
    this.mturk = mturk;
    this.documents = documents;
    this.waiting = new JobDocuments(documents);
    this.callback = callback;
    this.clock = clock;
    this.spec = spec;
    this.price = price;
    this.display = display;
    this.hits = new Hits(mturk, documents, account, clock);
    this.answers = new HitAnswers(mturk, hits);
    this.types = new HitTypes(mturk, spec, account);
    this.keptOut = new KeptOutWorkers(mturk, documents);
    this.review = new HitReview(mturk, spec, price);
  }

  /** How a HIT ended, for people. */
  record Ended(int version, String hitId, String status, HitReview.Reviewed reviewed) {}

  /** That a job was closed before its end. */
  record Cancelled(int version, Instant at) {}

  @Override
  public void publish(LabelingJob job, String taskToken) {
    waiting.wait(job.key(), taskToken);
    Optional<HitPlan> published = plan(job.key());
    if (published.isEmpty()) {
      HitPlan plan = HitPages.plan(job, spec, price, display, clock.instant());
      checkBalance(job);
      plan.pages()
          .forEach(
              page ->
                  documents.put(
                      page.question(job.key()), HitPages.question(job, spec, display, page)));
      documents.decide(HitPlan.key(job.key()), plan, HitPlan.class);
    }
    advance(job);
  }

  /**
   * Looks at every HIT of a job that is not known to have ended, pays for the answers of those that
   * have, publishes what follows them, and answers the workflow when all are done.
   *
   * @return whether the workflow was answered
   */
  public boolean advance(LabelingJob job) {
    Optional<HitPlan> plan = plan(job.key());
    Optional<String> token = waiting.taskToken(job.key());
    if (plan.isEmpty() || token.isEmpty()) {
      return false;
    }
    boolean done = TurkRequest.send(() -> allEnded(job, plan.get()));
    if (done) {
      callback.succeed(token.get(), "{}");
    }
    return done;
  }

  private boolean allEnded(LabelingJob job, HitPlan plan) {
    boolean done = true;
    Optional<String> qualification = Optional.empty();
    if (plan.keepsWorkersOut()) {
      keptOut.keepOut(job.key(), qualificationName(job, plan), plan.excluded());
      qualification = keptOut.qualification(job.key());
    }
    boolean cancelled = documents.has(cancelled(job.key()));
    for (HitPlan.Page page : plan.pages()) {
      for (HitPlan.Hit hit : page.hits()) {
        if (cancelled && hits.id(job.key(), hit).isEmpty()) {
          break;
        }
        String type = types.id(job, page.reward(), qualification);
        String id = hits.create(job, hit, type, spec.availableSeconds());
        if (!ended(job, plan, hit, id)) {
          done = false;
          break;
        }
      }
    }
    return done;
  }

  private boolean ended(LabelingJob job, HitPlan plan, HitPlan.Hit hit, String hitId) {
    String key = job.key() + "/ended/" + hit.name() + ".json";
    if (documents.has(key)) {
      return true;
    }
    HITStatus status = mturk.getHIT(get -> get.hitId(hitId)).hit().hitStatus();
    if (!ENDED.contains(status)) {
      return false;
    }
    HitReview.Reviewed reviewed = review.review(hit, hitId);
    if (hit.part() < hit.page().hits().size()) {
      keptOut.keepOut(
          job.key(),
          qualificationName(job, plan),
          answers.assignments(hitId).stream().map(Assignment::workerId).toList());
    }
    documents.put(key, JsonCodec.document(new Ended(1, hitId, status.toString(), reviewed)));
    return true;
  }

  private static String qualificationName(LabelingJob job, HitPlan plan) {
    return "labelloop " + HitReview.token(job.key() + "@" + plan.publishedAt());
  }

  @Override
  public List<Annotation> collect(LabelingJob job) {
    return plan(job.key()).map(plan -> answers.of(job, plan)).orElse(List.of());
  }

  @Override
  public void cancel(LabelingJob job) {
    Optional<HitPlan> plan = plan(job.key());
    if (plan.isEmpty()) {
      return;
    }
    documents.decideBytes(
        cancelled(job.key()), JsonCodec.document(new Cancelled(1, clock.instant())));
    for (HitPlan.Hit hit : plan.get().hits()) {
      Optional<String> id = hits.id(job.key(), hit);
      if (id.isPresent() && !documents.has(job.key() + "/ended/" + hit.name() + ".json")) {
        TurkRequest.send(
            () ->
                mturk.updateExpirationForHIT(
                    expire -> expire.hitId(id.get()).expireAt(Instant.EPOCH)));
        TurkRequest.send(() -> review.review(hit, id.get()));
      }
    }
  }

  /**
   * Refuses a job that the account cannot pay, before anything is published.
   *
   * @throws WorkforceRefusedException if it cannot, or if the service takes no requests at all
   */
  private void checkBalance(LabelingJob job) {
    BigDecimal available =
        new BigDecimal(
            TurkRequest.send(() -> mturk.getAccountBalance(balance -> {})).availableBalance());
    Money needed = price.times(job.wanted());
    if (needed.amount().compareTo(available) > 0) {
      throw new WorkforceRefusedException(
          "the Mechanical Turk account has "
              + available
              + " USD, and this wave's "
              + job.wanted()
              + " annotations may cost "
              + needed
              + "; prepay more, then run the campaign again");
    }
  }

  private Optional<HitPlan> plan(String jobKey) {
    return documents.find(HitPlan.key(jobKey), HitPlan.class);
  }

  private static String cancelled(String jobKey) {
    return jobKey + "/cancelled.json";
  }
}
