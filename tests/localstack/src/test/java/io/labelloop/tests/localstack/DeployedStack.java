package io.labelloop.tests.localstack;

import io.labelloop.aws.S3ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The project's {@code template.yaml} with its packaged functions, under a name of its own. */
final class DeployedStack implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(7);

  /** What sam build makes the artifact of; it is built already here. */
  private static final String BUILT = "infra/sam";

  private final String name;
  private final Map<String, String> outputs;
  private final CloudFormationClient cloudFormation;
  private final S3Client s3;
  private final SfnClient stepFunctions;

  private DeployedStack(LocalStackServer server, String name, Map<String, String> outputs) {
    this.name = name;
    this.outputs = outputs;
    this.cloudFormation = server.clients().with(CloudFormationClient.builder()).build();
    this.s3 = server.clients().s3();
    this.stepFunctions = server.clients().stepFunctions();
  }

  /**
   * Deploys the template without its portal: LocalStack has no HTTP APIs and no Cognito. Of the
   * dashboard it makes the widget's function, and leaves the dashboard itself out.
   *
   * @param wanted the parameters that are not to have their defaults
   */
  static DeployedStack deploy(LocalStackServer server, Map<String, String> wanted) {
    Map<String, String> parameters = new TreeMap<>(wanted);
    parameters.put("Portal", "Disabled");
    String name = "labelloop-" + UUID.randomUUID().toString().substring(0, 8);
    String artifacts = name + "-artifacts";
    try (S3Client s3 = server.clients().s3();
        CloudFormationClient cloudFormation =
            server.clients().with(CloudFormationClient.builder()).build()) {
      s3.createBucket(request -> request.bucket(artifacts));
      upload(
          s3,
          artifacts,
          "template.yaml",
          packaged(s3, artifacts, server.endpoint()).getBytes(StandardCharsets.UTF_8));
      cloudFormation.createStack(
          request ->
              request
                  .stackName(name)
                  .templateURL(server.endpoint() + "/" + artifacts + "/template.yaml")
                  .capabilities(Capability.CAPABILITY_IAM, Capability.CAPABILITY_AUTO_EXPAND)
                  .parameters(
                      parameters.entrySet().stream()
                          .map(
                              parameter ->
                                  Parameter.builder()
                                      .parameterKey(parameter.getKey())
                                      .parameterValue(parameter.getValue())
                                      .build())
                          .toList()));
      Wait.until(
          "the stack " + name,
          LIMIT,
          () -> {
            var stack =
                cloudFormation
                    .describeStacks(request -> request.stackName(name))
                    .stacks()
                    .getFirst();
            if (stack.stackStatus() != StackStatus.CREATE_COMPLETE
                && stack.stackStatus() != StackStatus.CREATE_IN_PROGRESS) {
              throw new AssertionError(stack.stackStatusReason() + reasons(cloudFormation, name));
            }
            return stack.stackStatus() == StackStatus.CREATE_COMPLETE;
          });
      return new DeployedStack(
          server,
          name,
          cloudFormation
              .describeStacks(request -> request.stackName(name))
              .stacks()
              .getFirst()
              .outputs()
              .stream()
              .collect(Collectors.toMap(Output::outputKey, Output::outputValue)));
    }
  }

  private static List<String> reasons(CloudFormationClient cloudFormation, String name) {
    return cloudFormation
        .describeStackEvents(request -> request.stackName(name))
        .stackEvents()
        .stream()
        .filter(event -> event.resourceStatusAsString().endsWith("FAILED"))
        .map(event -> event.logicalResourceId() + ": " + event.resourceStatusReason())
        .toList();
  }

  /** The template with its local files uploaded and named by their places, as SAM does it. */
  private static String packaged(S3Client s3, String bucket, URI endpoint) {
    var text = new StringBuilder();
    Map<String, String> uploaded = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(LocalStackServer.root().resolve("template.yaml"))) {
        String property = line.strip().split(":")[0];
        if (property.equals("CodeUri") || property.equals("DefinitionUri")) {
          String named = line.substring(line.indexOf(':') + 1).strip();
          String file = named.equals(BUILT) ? Template.ARTIFACT : named;
          Path local = LocalStackServer.root().resolve(file);
          String place =
              uploaded.computeIfAbsent(file, key -> upload(s3, bucket, key, bytes(local)));
          text.append(line, 0, line.indexOf(':') + 1).append(' ').append(place);
        } else if (property.equals("TemplateURL")) {
          String file = line.substring(line.indexOf(':') + 1).strip();
          upload(s3, bucket, file, bytes(LocalStackServer.root().resolve(file)));
          text.append(line, 0, line.indexOf(':') + 1)
              .append(" '" + endpoint + "/" + bucket + "/" + file + "'");
        } else {
          text.append(line);
        }
        text.append('\n');
      }
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String upload(S3Client s3, String bucket, String key, byte[] content) {
    s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
    return "s3://" + bucket + "/" + key;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + " is missing: mvn package builds it before these tests", e);
    }
  }

  String name() {
    return name;
  }

  String output(String key) {
    return java.util.Objects.requireNonNull(outputs.get(key), key);
  }

  /** The ARN of the dashboard's widget, with the alias that the dashboard calls. */
  String widget() {
    return cloudFormation
        .describeStackResource(
            request -> request.stackName(name).logicalResourceId("CockpitWidgetFunctionAliaslive"))
        .stackResourceDetail()
        .physicalResourceId();
  }

  String bucket() {
    return output("DataBucket");
  }

  S3ObjectStore objects() {
    return new S3ObjectStore(s3, bucket());
  }

  void upload(String key, byte[] content) {
    upload(s3, bucket(), key, content);
  }

  SfnClient stepFunctions() {
    return stepFunctions;
  }

  /** All executions of campaigns so far. */
  List<ExecutionListItem> executions() {
    return stepFunctions
        .listExecutions(request -> request.stateMachineArn(output("CampaignStateMachine")))
        .executions();
  }

  /** The executions of one campaign, by the folder of its campaign.json. */
  List<DescribeExecutionResponse> executions(String campaign) {
    return executions().stream()
        .map(
            execution ->
                stepFunctions.describeExecution(
                    request -> request.executionArn(execution.executionArn())))
        .filter(execution -> execution.input().contains("/" + campaign + "/campaign.json"))
        .toList();
  }

  /** Waits until a number of executions of a campaign has ended, and describes them all. */
  List<DescribeExecutionResponse> awaitExecutions(String campaign, int count) {
    Wait.until(
        count + " executions of " + campaign,
        LIMIT,
        () -> {
          List<DescribeExecutionResponse> all = executions(campaign);
          return all.size() >= count
              && all.stream().noneMatch(e -> e.status() == ExecutionStatus.RUNNING);
        });
    return executions(campaign);
  }

  /** The rounds of a campaign that are under way. */
  List<ExecutionListItem> runningRounds(String campaign) {
    return stepFunctions
        .listExecutions(
            request ->
                request
                    .stateMachineArn(output("RoundStateMachine"))
                    .statusFilter(ExecutionStatus.RUNNING))
        .executions()
        .stream()
        .filter(round -> round.name().startsWith(campaign + "-"))
        .toList();
  }

  @Override
  public void close() {
    try {
      cloudFormation.deleteStack(request -> request.stackName(name));
    } catch (CloudFormationException refused) {
      // LocalStack 4.13.1 does not resolve conditions when it deletes; the server ends with the
      // tests, and no other stack has this name
      if (!String.valueOf(refused.getMessage()).contains("Unresolved resource dependencies")) {
        throw refused;
      }
    }
    cloudFormation.close();
    s3.close();
    stepFunctions.close();
  }
}
