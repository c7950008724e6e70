package io.labelloop.aws.groundtruth;

import io.labelloop.campaign.GroundTruthSpec;
import io.labelloop.campaign.PoolLocation;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.port.LabelingJob;
import io.labelloop.workflow.port.WorkforceOutageException;
import io.labelloop.workflow.port.WorkforceRefusedException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeLabelingJobResponse;
import software.amazon.awssdk.services.sagemaker.model.LabelingJobStatus;
import software.amazon.awssdk.services.sagemaker.model.ResourceInUseException;
import software.amazon.awssdk.services.sagemaker.model.ResourceLimitExceededException;
import software.amazon.awssdk.services.sagemaker.model.ResourceNotFoundException;

/** Creates and stops labeling jobs, and says what to change where the service refuses them. */
final class LabelingJobCreation {
  private static final Set<LabelingJobStatus> OPEN =
      Set.of(LabelingJobStatus.INITIALIZING, LabelingJobStatus.IN_PROGRESS);

  private final SageMakerClient sageMaker;
  private final DocumentStore documents;
  private final GroundTruthSpec spec;
  private final GroundTruthAccount account;
  private final String campaignPrefix;

  LabelingJobCreation(
      SageMakerClient sageMaker,
      DocumentStore documents,
      GroundTruthSpec spec,
      GroundTruthAccount account,
      String campaignPrefix) {
    this.sageMaker = sageMaker;
    this.documents = documents;
    this.spec = spec;
    this.account = account;
    this.campaignPrefix = campaignPrefix;
  }

  /**
   * Looks the work team up before anything is published.
   *
   * @throws WorkforceRefusedException if there is none of this ARN
   */
  void checkWorkTeam() {
    if (spec.publicWorkTeam()) {
      return;
    }
    String team = spec.workTeam();
    try {
      if (team.contains(":workteam/vendor-crowd/")) {
        sageMaker.describeSubscribedWorkteam(request -> request.workteamArn(team));
      } else {
        String found =
            sageMaker
                .describeWorkteam(
                    request -> request.workteamName(team.substring(team.lastIndexOf('/') + 1)))
                .workteam()
                .workteamArn();
        if (!found.equals(team)) {
          throw new WorkforceRefusedException(
              "/workforce/groundTruth/workTeam names "
                  + team
                  + ", but this account and Region have "
                  + found
                  + "; name that one, or deploy the stack where the work team is");
        }
      }
    } catch (SdkException failure) {
      throw refusedOrUnavailable(
          failure,
          "/workforce/groundTruth/workTeam: no work team "
              + team
              + " was found in this account and Region; make it in the SageMaker console (Ground"
              + " Truth, Labeling workforces) or name another");
    }
  }

  /** Creates a labeling job, or finds that an earlier call did. */
  void create(LabelingJob job, JobPlan.Part part) {
    try {
      sageMaker.createLabelingJob(JobRequest.of(job, part, spec, account));
    } catch (ResourceInUseException exists) {
      requireOurs(job, part);
    } catch (ResourceLimitExceededException full) {
      throw new WorkforceRefusedException(
          "Ground Truth allows no further labeling job in this account now: "
              + full.awsErrorDetails().errorMessage()
              + "; wait until others end or ask AWS Support for a higher quota, then run the campaign"
              + " again",
          full);
    } catch (SdkException failure) {
      throw refusedOrUnavailable(
          failure,
          "Ground Truth refused the labeling job. It takes no new customers since July 2026: an account"
              + " that never used it needs another workforce, such as 'portal' in /workforce/type."
              + " Otherwise change what it names");
    }
  }

  private void requireOurs(LabelingJob job, JobPlan.Part part) {
    DescribeLabelingJobResponse existing =
        sageMaker.describeLabelingJob(request -> request.labelingJobName(part.name()));
    String manifest = existing.inputConfig().dataSource().s3DataSource().manifestS3Uri();
    if (!manifest.equals(account.uri(part.manifest(job.key())))) {
      throw new WorkforceRefusedException(
          "a labeling job named "
              + part.name()
              + " exists for another manifest, "
              + manifest
              + "; rename the campaign's folder");
    }
  }

  /** Stops a labeling job if it is open; one that never was is no error. */
  void stop(String name) {
    try {
      DescribeLabelingJobResponse job =
          sageMaker.describeLabelingJob(request -> request.labelingJobName(name));
      if (OPEN.contains(job.labelingJobStatus())) {
        sageMaker.stopLabelingJob(request -> request.labelingJobName(name));
      }
    } catch (ResourceNotFoundException never) {
      // a campaign that failed before its job was created
    } catch (SdkException failure) {
      throw new WorkforceOutageException(
          "labeling job " + name + " could not be stopped: " + failure.getMessage(), failure);
    }
  }

  /** The campaign's own worker template, if it names one. */
  Optional<byte[]> ownTemplate() {
    return spec.template()
        .map(
            template -> {
              String key = PoolLocation.resolve(campaignPrefix + "campaign.json", template);
              return documents
                  .objects()
                  .get(key)
                  .orElseThrow(
                      () ->
                          new WorkforceRefusedException(
                              "/workforce/groundTruth/template: there is no object "
                                  + key
                                  + "; upload it or take the field out"))
                  .content();
            });
  }

  /** What the service answered decides whether trying again can help. */
  private static RuntimeException refusedOrUnavailable(SdkException failure, String advice) {
    boolean passing =
        failure.retryable()
            || !(failure instanceof AwsServiceException service)
            || service.isThrottlingException()
            || service.statusCode() >= 500
            || service.awsErrorDetails().errorCode().startsWith("ExpiredToken");
    return passing
        ? new WorkforceOutageException(
            "SageMaker could not be asked: " + failure.getMessage(), failure)
        : new WorkforceRefusedException(advice + ": " + failure.getMessage(), failure);
  }
}
