package io.labelloop.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

class SnsNotificationsTest {
  private final CannedHttp http = new CannedHttp();
  private final List<String> lost = new ArrayList<>();
  private final SnsNotifications notifications =
      new SnsNotifications(
          SnsClient.builder()
              .region(Region.US_EAST_1)
              .credentialsProvider(AnonymousCredentialsProvider.create())
              .httpClient(http)
              .build(),
          "arn:aws:sns:us-east-1:000000000000:topic",
          lost::add);

  @Test
  void send_ofAMessage_publishesIt() {
    http.then(
        200,
        "",
        "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>");
    notifications.send("Labeling campaign birds: started", "with 3 shards");
    assertThat(http.requests()).hasSize(1);
    assertThat(lost).isEmpty();
  }

  @Test
  void send_ofAMessageThatTheTopicRefuses_failsNothingAndTellsOfTheLossWithoutItsWords() {
    http.then(
        403,
        "",
        "<ErrorResponse><Error><Type>Sender</Type><Code>KMSAccessDenied</Code><Message>no</Message></Error></ErrorResponse>");
    notifications.send("Labeling campaign birds: started", "secret words");
    assertThat(lost)
        .singleElement()
        .asString()
        .startsWith("notification outcome=lost error=")
        .doesNotContain("secret", "birds");
  }

  @Test
  void send_withASubjectOfTwoLines_isRefused() {
    assertThatThrownBy(() -> notifications.send("a\nb", "text"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one line");
  }
}
