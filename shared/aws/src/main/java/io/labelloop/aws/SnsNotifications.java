package io.labelloop.aws;

import io.labelloop.workflow.port.Notifications;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.sns.SnsClient;

/** Messages to the subscribers of one SNS topic. */
public final class SnsNotifications implements Notifications {
  // SNS takes 262,144 bytes; a message for people need not come near
  private static final int MOST_BYTES = 64_000;

  private final SnsClient sns;
  private final String topicArn;

  public SnsNotifications(SnsClient sns, String topicArn) {
    this.sns = sns;
    this.topicArn = topicArn;
  }

  @Override
  public void send(String subject, String text) {
    // SNS takes ASCII subjects only, and fails the request otherwise
    String ascii = Notifications.requireSubject(subject).replaceAll("[^\\x20-\\x7e]", "?");
    sns.publish(message -> message.topicArn(topicArn).subject(ascii).message(head(text)));
  }

  private static String head(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return bytes.length <= MOST_BYTES
        ? text
        : new String(bytes, 0, MOST_BYTES, StandardCharsets.UTF_8) + " ...";
  }
}
