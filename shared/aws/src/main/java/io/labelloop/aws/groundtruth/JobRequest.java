package io.labelloop.aws.groundtruth;

import io.labelloop.budget.Money;
import io.labelloop.campaign.GroundTruthSpec;
import io.labelloop.workflow.port.LabelingJob;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.sagemaker.model.ContentClassifier;
import software.amazon.awssdk.services.sagemaker.model.CreateLabelingJobRequest;
import software.amazon.awssdk.services.sagemaker.model.HumanTaskConfig;
import software.amazon.awssdk.services.sagemaker.model.PublicWorkforceTaskPrice;
import software.amazon.awssdk.services.sagemaker.model.Tag;

/** Writes the request that creates a labeling job, within the service's limits. */
final class JobRequest {
  /** The attribute under which the service puts a label into the output manifest. */
  static final String LABEL_ATTRIBUTE = "labelloop-label";

  private static final int LONGEST_TITLE = 128;
  private static final int LONGEST_DESCRIPTION = 255;
  private static final int LONGEST_TAG = 256;

  private JobRequest() {}

  static CreateLabelingJobRequest of(
      LabelingJob job, JobPlan.Part part, GroundTruthSpec spec, GroundTruthAccount account) {
    String prefix = part.prefix(job.key());
    var request =
        CreateLabelingJobRequest.builder()
            .labelingJobName(part.name())
            .labelAttributeName(LABEL_ATTRIBUTE)
            .inputConfig(
                input -> {
                  input.dataSource(
                      source ->
                          source.s3DataSource(
                              s3 -> s3.manifestS3Uri(account.uri(part.manifest(job.key())))));
                  if (!spec.contentFreeOf().isEmpty()) {
                    input.dataAttributes(
                        content -> content.contentClassifiers(contentClassifiers(spec)));
                  }
                })
            .outputConfig(output -> output.s3OutputPath(account.uri(prefix + "output/")))
            .roleArn(account.roleArn())
            .labelCategoryConfigS3Uri(account.uri(prefix + "labels.json"))
            .humanTaskConfig(humanTask(job, part, spec, account))
            .tags(
                Tag.builder().key("labelloop:job").value(tagValue(job.key())).build(),
                Tag.builder().key("labelloop:bucket").value(account.bucket()).build());
    return request.build();
  }

  private static HumanTaskConfig humanTask(
      LabelingJob job, JobPlan.Part part, GroundTruthSpec spec, GroundTruthAccount account) {
    String title = line(spec.title().orElse(job.question()), LONGEST_TITLE);
    var task =
        HumanTaskConfig.builder()
            .workteamArn(spec.workTeam())
            .uiConfig(
                ui -> ui.uiTemplateS3Uri(account.uri(part.prefix(job.key()) + "template.html")))
            .taskTitle(title)
            .taskDescription(line(spec.instructions().orElse(job.question()), LONGEST_DESCRIPTION))
            .numberOfHumanWorkersPerDataObject(part.annotations())
            .taskTimeLimitInSeconds(spec.taskTimeLimitSeconds())
            .taskAvailabilityLifetimeInSeconds(available(job.deadline(), spec))
            .maxConcurrentTaskCount(spec.maxConcurrentTasks());
    spec.taskPrice().ifPresent(price -> task.publicWorkforceTaskPrice(publicPrice(price)));
    return task.build();
  }

  private static int available(Duration deadline, GroundTruthSpec spec) {
    return (int) Math.max(60, Math.min(deadline.toSeconds(), spec.availableSeconds()));
  }

  private static List<ContentClassifier> contentClassifiers(GroundTruthSpec spec) {
    return spec.contentFreeOf().stream()
        .map(
            content ->
                content.equals("adult-content")
                    ? ContentClassifier.FREE_OF_ADULT_CONTENT
                    : ContentClassifier.FREE_OF_PERSONALLY_IDENTIFIABLE_INFORMATION)
        .toList();
  }

  /** A price as whole dollars, cents and tenths of a cent, which the price points come out in. */
  static PublicWorkforceTaskPrice publicPrice(Money price) {
    int tenths = price.amount().movePointRight(3).intValueExact();
    return PublicWorkforceTaskPrice.builder()
        .amountInUsd(
            usd ->
                usd.dollars(tenths / 1_000)
                    .cents(tenths / 10 % 100)
                    .tenthFractionsOfACent(tenths % 10))
        .build();
  }

  /** One line of text as the service takes it: no line breaks, nothing outside the base plane. */
  private static String line(String text, int longest) {
    String clean =
        text.replaceAll("[\\p{Cntrl}\\s]+", " ")
            .replaceAll("[^ -\\uD7FF\\uE000-\\uFFFD]", "")
            .strip();
    String cut = clean.substring(0, Math.min(clean.length(), longest));
    return cut.isEmpty() ? "Which label fits?" : cut;
  }

  private static String tagValue(String text) {
    String clean = text.replaceAll("[^\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]", "_");
    return clean.substring(0, Math.min(clean.length(), LONGEST_TAG));
  }
}
