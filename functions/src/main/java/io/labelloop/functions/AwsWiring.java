package io.labelloop.functions;

import io.labelloop.aws.AwsClients;
import io.labelloop.aws.S3ObjectStore;
import io.labelloop.aws.SnsNotifications;
import io.labelloop.aws.StepFunctionsCallback;
import io.labelloop.workflow.port.Notifications;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.port.WorkflowCallback;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The ports' adapters. Those of a port are made when a step first uses it: a function that only
 * reads and writes objects starts no other client.
 */
@Singleton
class AwsWiring {
  private static final Logger LOG = Logger.getLogger("io.labelloop");

  // no @ConfigMapping: Quarkus would load the class while it builds, which on a JDK 17, Maven's
  // own,
  // fails for Java 21 bytecode
  @Produces
  @Singleton
  Settings settings(
      @ConfigProperty(name = "labelloop.bucket") String bucket,
      @ConfigProperty(name = "labelloop.step") Optional<String> step,
      @ConfigProperty(name = "labelloop.topic") Optional<String> topic,
      @ConfigProperty(name = "labelloop.round-state-machine") Optional<String> roundStateMachine,
      @ConfigProperty(name = "labelloop.ground-truth-role") Optional<String> groundTruthRole,
      @ConfigProperty(name = "labelloop.mechanical-turk-queue")
          Optional<String> mechanicalTurkQueue,
      @ConfigProperty(name = "labelloop.budget-ceiling") Optional<String> budgetCeiling,
      @ConfigProperty(name = "labelloop.portal-address") Optional<String> portal,
      @ConfigProperty(name = "labelloop.campaign-state-machine")
          Optional<String> campaignStateMachine,
      @ConfigProperty(name = "labelloop.log-group") Optional<String> logGroup,
      @ConfigProperty(name = "labelloop.stack") Optional<String> stack) {
    return new Settings(
        bucket,
        step,
        topic,
        roundStateMachine,
        groundTruthRole,
        mechanicalTurkQueue,
        budgetCeiling,
        portal,
        campaignStateMachine,
        logGroup,
        stack);
  }

  @Produces
  @Singleton
  AwsClients clients() {
    return AwsClients.ofEnvironment(System.getenv());
  }

  @Produces
  @Singleton
  ObjectStore objects(AwsClients clients, Settings settings) {
    return new S3ObjectStore(clients.s3(), settings.bucket());
  }

  @Produces
  @ApplicationScoped
  SfnClient stepFunctions(AwsClients clients) {
    return clients.stepFunctions();
  }

  @Produces
  @Singleton
  WorkflowCallback callback(SfnClient stepFunctions) {
    return new StepFunctionsCallback(stepFunctions);
  }

  @Produces
  @ApplicationScoped
  Notifications notifications(AwsClients clients, Settings settings) {
    return settings
        .topic()
        .<Notifications>map(topic -> new SnsNotifications(clients.sns(), topic, LOG::warn))
        .orElse((subject, text) -> Notifications.requireSubject(subject));
  }
}
