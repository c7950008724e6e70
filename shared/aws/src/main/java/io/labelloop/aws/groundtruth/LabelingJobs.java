package io.labelloop.aws.groundtruth;

import io.labelloop.aws.crowd.JobDocuments;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.port.WorkflowCallback;
import io.labelloop.workflow.port.WorkforceOutageException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeLabelingJobResponse;
import software.amazon.awssdk.services.sagemaker.model.LabelingJobStatus;
import software.amazon.awssdk.services.sagemaker.model.ResourceNotFoundException;

/**
 * Looks at labeling jobs that ended, and lets the workflows go on that wait for them. All of it may
 * happen any number of times, in any order.
 *
 * <p>A wave goes on when all its labeling jobs have ended. How is a matter of what was answered:
 *
 * <ul>
 *   <li>completed, completed with objects that nobody labeled, stopped by somebody: what was
 *       answered counts;
 *   <li>failed, also by the service's limit of 30 days: what was answered counts, and where nothing
 *       was, the workflow fails with the service's reason.
 * </ul>
 */
public final class LabelingJobs {
  private static final Set<LabelingJobStatus> ENDED =
      Set.of(LabelingJobStatus.COMPLETED, LabelingJobStatus.FAILED, LabelingJobStatus.STOPPED);

  private final SageMakerClient sageMaker;
  private final DocumentStore documents;
  private final JobDocuments jobs;
  private final WorkflowCallback callback;
  private final String bucket;

  /**
   * @param bucket the bucket of the object store; jobs over other buckets are somebody else's
   */
  public LabelingJobs(
      SageMakerClient sageMaker,
      DocumentStore documents,
      WorkflowCallback callback,
      String bucket) {
    this.sageMaker = sageMaker;
    this.documents = documents;
    this.jobs = new JobDocuments(documents);
    this.callback = callback;
    this.bucket = bucket;
  }

  /**
   * How a labeling job ended, for people.
   *
   * @param labeled objects with a label
   * @param unlabeled objects without one
   */
  record Ended(
      int version,
      String name,
      String status,
      Optional<String> failureReason,
      int labeled,
      int failed,
      int unlabeled,
      String arn) {}

  /**
   * Follows an event about a labeling job, which may be anybody's.
   *
   * @param labelingJobArn the event's {@code resources[0]}
   * @return whether a workflow was answered
   */
  public boolean ended(String labelingJobArn) {
    String name = labelingJobArn.substring(labelingJobArn.lastIndexOf('/') + 1);
    if (!name.startsWith(LabelingJobName.PREFIX)) {
      return false;
    }
    return describe(name).flatMap(this::jobKey).map(this::answerIfEnded).orElse(false);
  }

  /**
   * Answers the workflow that waits for a wave if all its labeling jobs have ended.
   *
   * @param jobKey {@link io.labelloop.workflow.port.LabelingJob#key}
   * @return whether it was answered
   */
  boolean answerIfEnded(String jobKey) {
    Optional<JobPlan> plan = documents.find(JobPlan.key(jobKey), JobPlan.class);
    Optional<String> token = jobs.taskToken(jobKey);
    if (plan.isEmpty() || token.isEmpty()) {
      return false;
    }
    var failures = new ArrayList<String>();
    boolean answered = false;
    for (JobPlan.Part part : plan.get().parts()) {
      Optional<DescribeLabelingJobResponse> job =
          describe(part.name()).filter(known -> ENDED.contains(known.labelingJobStatus()));
      if (job.isEmpty()) {
        return false;
      }
      note(jobKey, part, job.get());
      answered |= WorkerResponses.any(documents.objects(), part, jobKey);
      if (job.get().labelingJobStatus() == LabelingJobStatus.FAILED) {
        failures.add(part.name() + ": " + job.get().failureReason());
      }
    }
    if (failures.isEmpty() || answered) {
      callback.succeed(token.get(), "{}");
    } else {
      callback.fail(
          token.get(),
          LabelingJobFailedException.class.getName(),
          "Ground Truth ended the labeling job without an answer: "
              + String.join("; ", failures)
              + ". Change what it names, then run the campaign again: it goes on where it stopped");
    }
    return true;
  }

  /** A labeling job, or nothing if it was never created. */
  Optional<DescribeLabelingJobResponse> describe(String name) {
    try {
      return Optional.of(sageMaker.describeLabelingJob(job -> job.labelingJobName(name)));
    } catch (ResourceNotFoundException never) {
      return Optional.empty();
    } catch (SdkException failure) {
      throw new WorkforceOutageException(
          "labeling job " + name + " could not be looked up: " + failure.getMessage(), failure);
    }
  }

  private void note(String jobKey, JobPlan.Part part, DescribeLabelingJobResponse job) {
    documents.put(
        part.prefix(jobKey) + "ended.json",
        JsonCodec.document(
            new Ended(
                1,
                part.name(),
                job.labelingJobStatusAsString(),
                Optional.ofNullable(job.failureReason()),
                count(job.labelCounters().totalLabeled()),
                count(job.labelCounters().failedNonRetryableError()),
                count(job.labelCounters().unlabeled()),
                job.labelingJobArn())));
  }

  @SuppressWarnings("NullAway") // the SDK leaves counters out that the service did not send
  private static int count(Integer counter) {
    return counter == null ? 0 : counter;
  }

  /** The wave that a labeling job asks for, if it is one of this object store. */
  private Optional<String> jobKey(DescribeLabelingJobResponse job) {
    String manifest = job.inputConfig().dataSource().s3DataSource().manifestS3Uri();
    String home = "s3://" + bucket + "/";
    int end = manifest.lastIndexOf("/part-");
    return manifest.startsWith(home) && end > home.length()
        ? Optional.of(manifest.substring(home.length(), end))
        : Optional.empty();
  }
}
