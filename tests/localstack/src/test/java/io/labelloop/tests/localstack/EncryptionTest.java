package io.labelloop.tests.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * That what the stack keeps and sends is encrypted, with a customer's own key where there is one.
 */
class EncryptionTest {
  /**
   * The types of resources that keep something which somebody wrote, and the property of their key.
   */
  private static final Map<String, String> KEYS =
      Map.of(
          "AWS::S3::Bucket", "BucketEncryption",
          "AWS::SQS::Queue", "KmsMasterKeyId",
          "AWS::SNS::Topic", "KmsMasterKeyId",
          "AWS::Logs::LogGroup", "KmsKeyId",
          "AWS::SecretsManager::Secret", "KmsKeyId");

  /** Those that keep nothing, or ids and settings, which their services encrypt by themselves. */
  private static final Set<String> KEEP_NOTHING =
      Set.of(
          "AWS::ApiGatewayV2::Api",
          "AWS::ApiGatewayV2::Integration",
          "AWS::ApiGatewayV2::Route",
          "AWS::ApiGatewayV2::Stage",
          // the dashboard, in a template of its own
          "AWS::CloudFormation::Stack",
          "AWS::CloudWatch::Alarm",
          "AWS::Cognito::UserPool",
          "AWS::Cognito::UserPoolClient",
          "AWS::Cognito::UserPoolDomain",
          "AWS::Cognito::UserPoolGroup",
          "AWS::Events::Rule",
          "AWS::IAM::ManagedPolicy",
          "AWS::IAM::Role",
          "AWS::Lambda::Permission",
          "AWS::Logs::QueryDefinition",
          "AWS::S3::BucketPolicy",
          "AWS::SNS::Subscription",
          "AWS::SNS::TopicPolicy",
          "AWS::SQS::QueuePolicy",
          "AWS::Serverless::Function",
          "AWS::Serverless::StateMachine");

  /** Why a resource does not take the customer's key. */
  private static final Map<String, String> WITHOUT =
      Map.of("HitNotifications", "Mechanical Turk sends to it; see the template");

  private final Template template = new Template();

  @Test
  void resource_ofEachTypeThatKeepsSomething_takesTheCustomersKey() {
    assertThat(template.types()).isNotEmpty();
    for (String type : template.types()) {
      if (KEEP_NOTHING.contains(type)) {
        continue;
      }
      String property = KEYS.get(type);
      assertThat(property).as(type + " is new: what does it keep, and how encrypted?").isNotNull();
      template
          .resources(type)
          .forEach(
              (name, properties) -> {
                if (!WITHOUT.containsKey(name)) {
                  assertThat(properties.path(property).toString())
                      .as(name)
                      .contains("HasDataKey", "KmsKeyArn");
                }
              });
    }
  }

  @Test
  void queue_withoutTheCustomersKey_isEncryptedByItsService() {
    template
        .resources("AWS::SQS::Queue")
        .forEach(
            (name, queue) ->
                assertThat(queue.path("SqsManagedSseEnabled").toString())
                    .as(name)
                    .contains("true"));
  }

  @Test
  void key_ofTheCustomer_isUsedThroughServicesOnly() {
    JsonNode policy = template.resource("DataKeyPolicy").at("/Properties/PolicyDocument/Statement");
    assertThat(policy).hasSize(1);
    assertThat(Template.texts(policy.get(0).path("Action")))
        .containsExactlyInAnyOrder("kms:Decrypt", "kms:GenerateDataKey");
    assertThat(policy.get(0).path("Resource").asText()).isEqualTo("KmsKeyArn");
    assertThat(Template.texts(policy.get(0).at("/Condition/StringEquals/kms:ViaService")))
        .allMatch(service -> service.endsWith(".${AWS::Region}.${AWS::URLSuffix}"))
        .hasSizeGreaterThanOrEqualTo(4);
  }

  /**
   * Whoever reads or writes what the key encrypts needs the key: each function and state machine.
   */
  @Test
  void function_ofEachKind_mayUseTheCustomersKey() {
    for (String type : List.of("AWS::Serverless::Function", "AWS::Serverless::StateMachine")) {
      template
          .resources(type)
          .forEach(
              (name, properties) ->
                  assertThat(properties.path("Policies").toString())
                      .as(name)
                      .contains("DataKeyPolicy"));
    }
  }

  @Test
  void connection_toBucketQueueAndTopic_isRefusedUnlessItIsEncrypted() {
    for (String policy :
        List.of("DataBucketPolicy", "UndeliveredEventsPolicy", "NotificationTopicPolicy")) {
      assertThat(template.resource(policy).at("/Properties/PolicyDocument/Statement"))
          .as(policy)
          .anyMatch(
              statement ->
                  statement.path("Effect").asText().equals("Deny")
                      && statement
                          .at("/Condition/Bool/aws:SecureTransport")
                          .asText()
                          .equals("false"));
    }
  }
}
