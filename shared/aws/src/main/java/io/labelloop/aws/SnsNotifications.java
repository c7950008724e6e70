package io.labelloop.aws;

import io.labelloop.workflow.port.Notifications;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Messages to the subscribers of one SNS topic. One that SNS does not take is lost, and told of in
 * a line: a campaign does not fail since nobody could be told of it.
 */
public final class SnsNotifications implements Notifications {
  // SNS takes 262,144 bytes; a message for people need not come near
  private static final int MOST_BYTES = 64_000;

  private final SnsClient sns;
  private final String topicArn;
  private final Consumer<String> lost;

  /**
   * @param lost takes a line about each message that could not be sent, without its words
   */
  public SnsNotifications(SnsClient sns, String topicArn, Consumer<String> lost) {
    this.sns = sns;
    this.topicArn = topicArn;
    this.lost = lost;
  }

  @Override
  public void send(String subject, String text) {
    // SNS takes ASCII subjects only, and fails the request otherwise
    String ascii = Notifications.requireSubject(subject).replaceAll("[^\\x20-\\x7e]", "?");
    try {
      sns.publish(message -> message.topicArn(topicArn).subject(ascii).message(head(text)));
    } catch (SdkException e) {
      lost.accept("notification outcome=lost error=" + e.getClass().getSimpleName());
    }
  }

  private static String head(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return bytes.length <= MOST_BYTES
        ? text
        : new String(bytes, 0, MOST_BYTES, StandardCharsets.UTF_8) + " ...";
  }
}
