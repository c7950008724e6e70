package io.labelloop.local.cli;

import io.labelloop.aws.AwsClients;
import io.labelloop.aws.S3ObjectStore;
import io.labelloop.aws.S3ObjectVersions;
import io.labelloop.aws.StepFunctionsCallback;
import io.labelloop.budget.Money;
import io.labelloop.learning.Trainers;
import io.labelloop.local.LocalRegistries;
import io.labelloop.report.HtmlReport;
import io.labelloop.simulation.PastTime;
import io.labelloop.simulation.Simulation;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.Claim;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.operation.CampaignOperations;
import io.labelloop.workflow.operation.CampaignStatus;
import io.labelloop.workflow.operation.ForgetItem;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.port.WorkflowCallback;
import io.labelloop.workflow.report.ReportAssembly;
import io.labelloop.workflow.report.SummaryAssembly;
import io.labelloop.workflow.step.BudgetCeiling;
import io.labelloop.workflow.step.Campaigns;
import io.labelloop.workflow.step.LedgerBook;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * Campaigns of a stack on AWS. Who may do what is said by the permissions of who calls (the stack's
 * {@code OperatorPolicy} and {@code ForgetPolicy}): orders are objects of the data bucket, and a
 * paused execution is woken by its task token.
 */
final class StackCampaigns {
  private static final String USUAL_STACK = "labelloop";

  private StackCampaigns() {}

  static OperatedCampaign open(
      String campaign,
      Optional<String> stack,
      Optional<String> bucket,
      Map<String, String> environment) {
    AwsClients clients = AwsClients.ofEnvironment(environment);
    try {
      String name = bucket.isPresent() ? "" : bucketOf(clients, stack.orElse(USUAL_STACK));
      S3Client s3 = clients.s3();
      var place = new Place(s3, bucket.orElse(name));
      Optional<Money> ceiling =
          bucket.isPresent() ? Optional.empty() : ceilingOf(clients, stack.orElse(USUAL_STACK));
      return campaign(campaign, place, ceiling, clients.stepFunctions());
    } catch (SdkException failed) {
      throw new WrongInputException("AWS: " + failed.getMessage());
    }
  }

  private record Place(S3Client s3, String bucket) {}

  private static OperatedCampaign campaign(
      String campaign, Place place, Optional<Money> ceiling, SfnClient stepFunctions) {
    ObjectStore objects = new S3ObjectStore(place.s3(), place.bucket());
    WorkflowCallback callback = new StepFunctionsCallback(stepFunctions);
    var keys = new CampaignKeys("campaigns/" + campaign + "/");
    var documents = new DocumentStore(objects);
    var campaigns = new Campaigns(documents, LocalRegistries.KNOWN_NAMES, Trainers::of);
    InstantSource clock = InstantSource.system();
    var ledger = new LedgerBook(clock);
    var summaries = new SummaryAssembly(ledger);
    return new OperatedCampaign(
        campaign,
        keys.prefix(),
        new CampaignOperations(
            objects, campaigns, new BudgetCeiling(objects, ceiling), callback, clock),
        () ->
            begun(documents, keys)
                ? summaries.of(campaigns.open(keys.prefix()))
                : summaries.unclaimed(campaign, documents.has(keys.problem())),
        () ->
            begun(documents, keys)
                ? Optional.of(CampaignStatus.of(campaigns.open(keys.prefix()), ledger))
                : Optional.empty(),
        () ->
            new ForgetItem(
                objects,
                campaigns,
                new ReportAssembly(summaries, new Simulation(new PastTime(clock), callback)),
                new HtmlReport(),
                objects::put,
                new S3ObjectVersions(place.s3(), place.bucket()),
                clock),
        () -> {});
  }

  private static boolean begun(DocumentStore documents, CampaignKeys keys) {
    return documents.find(keys.claim(), Claim.class).isPresent() && documents.has(keys.spec());
  }

  private static String bucketOf(AwsClients clients, String stack) {
    try (CloudFormationClient cloudFormation =
        clients.with(CloudFormationClient.builder()).build()) {
      return cloudFormation
          .describeStackResource(
              request -> request.stackName(stack).logicalResourceId("DataBucket"))
          .stackResourceDetail()
          .physicalResourceId();
    }
  }

  /** What all campaigns of the stack may spend together. */
  private static Optional<Money> ceilingOf(AwsClients clients, String stack) {
    try (CloudFormationClient cloudFormation =
        clients.with(CloudFormationClient.builder()).build()) {
      return cloudFormation.describeStacks(request -> request.stackName(stack)).stacks().stream()
          .flatMap(found -> found.parameters().stream())
          .filter(parameter -> parameter.parameterKey().equals("BudgetCeiling"))
          .map(Parameter::parameterValue)
          .filter(value -> !value.isEmpty())
          .map(Money::parse)
          .findFirst();
    }
  }
}
