package io.labelloop.tests.localstack;

import io.labelloop.aws.AwsClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What the people are told who subscribed to a stack's notifications. */
final class Inbox implements AutoCloseable {
  private static final int MOST = 10;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final SqsClient sqs;
  private final String queue;
  private final List<String> messages = new ArrayList<>();

  private Inbox(SqsClient sqs, String queue) {
    this.sqs = sqs;
    this.queue = queue;
  }

  /** Subscribes to a topic. */
  static Inbox of(AwsClients clients, String topic) {
    SqsClient sqs = clients.with(SqsClient.builder()).build();
    String queue =
        sqs.createQueue(create -> create.queueName("inbox-" + UUID.randomUUID())).queueUrl();
    String arn =
        sqs.getQueueAttributes(
                get -> get.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    try (SnsClient sns = clients.with(SnsClient.builder()).build()) {
      sns.subscribe(subscribe -> subscribe.topicArn(topic).protocol("sqs").endpoint(arn));
    }
    return new Inbox(sqs, queue);
  }

  /** Waits for a message that contains all of some parts; its subject and text are in it. */
  void await(String... parts) {
    Wait.until(
        "a message of " + List.of(parts),
        LIMIT,
        () -> messages().stream().anyMatch(m -> Stream.of(parts).allMatch(m::contains)));
  }

  /** All messages so far, with their subjects, as SNS wraps them. */
  private List<String> messages() {
    while (true) {
      var more =
          sqs.receiveMessage(receive -> receive.queueUrl(queue).maxNumberOfMessages(MOST))
              .messages();
      if (more.isEmpty()) {
        return List.copyOf(messages);
      }
      more.forEach(
          message -> {
            messages.add(message.body());
            sqs.deleteMessage(
                delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle()));
          });
    }
  }

  @Override
  public void close() {
    sqs.close();
  }
}
