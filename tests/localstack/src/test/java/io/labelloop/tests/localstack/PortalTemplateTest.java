package io.labelloop.tests.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.workflow.document.CampaignKeys;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the template promises of the portal, which LocalStack cannot serve. */
class PortalTemplateTest {
  private static final Template TEMPLATE = new Template();

  @Test
  void policy_ofThePortal_coversWhatItsPeopleWriteAndNothingElse() {
    List<JsonNode> statements =
        Template.statements(TEMPLATE.resource("PortalFunction").path("Properties"));
    List<Pattern> read = patterns(statements, "s3:GetObject");
    List<Pattern> written = patterns(statements, "s3:PutObject");
    var keys = new CampaignKeys("campaigns/a/");
    for (String key :
        List.of(
            "campaigns/a/portal/jobs.json",
            "campaigns/a/portal/people/p-1234567890123456/profile.json",
            keys.job(1, 1) + "/answers/000000/0-p-1234567890123456/1.json",
            keys.job(1, 1) + "/pages/000000.json")) {
      assertThat(written).as(key).anyMatch(p -> p.matcher(key).matches());
      assertThat(read).as(key).anyMatch(p -> p.matcher(key).matches());
    }
    for (String key :
        List.of(
            keys.spec(),
            keys.poolPlan(),
            keys.gold(),
            keys.summary(),
            "campaigns/a/pool/birds/7.png",
            "campaigns/a/pool/8.jpeg")) {
      assertThat(read).as(key).anyMatch(p -> p.matcher(key).matches());
      assertThat(written).as(key).noneMatch(p -> p.matcher(key).matches());
    }
    for (String key :
        List.of(keys.ledger(), keys.labels(), "campaigns/a/pool/part.csv", "pool.csv")) {
      assertThat(read).as(key).noneMatch(p -> p.matcher(key).matches());
    }
    assertThat(statements)
        .flatExtracting(statement -> Template.texts(statement.path("Action")))
        .containsExactlyInAnyOrder(
            "s3:GetObject",
            "s3:ListBucket",
            "s3:PutObject",
            "s3:AbortMultipartUpload",
            "states:SendTaskSuccess",
            "secretsmanager:GetSecretValue");
  }

  /** The keys that the portal's function may write. */
  static List<Pattern> mayWrite() {
    return patterns(
        Template.statements(TEMPLATE.resource("PortalFunction").path("Properties")),
        "s3:PutObject");
  }

  private static List<Pattern> patterns(List<JsonNode> statements, String action) {
    return statements.stream()
        .filter(statement -> Template.texts(statement.path("Action")).contains(action))
        .flatMap(statement -> Template.texts(statement.path("Resource")).stream())
        .map(TemplateTest::keyPattern)
        .toList();
  }

  @Test
  void accessLog_ofThePortal_hasNoQueryNoCookieAndNobodysAddress() {
    String format =
        TEMPLATE.resource("PortalStage").at("/Properties/AccessLogSettings/Format").asText();
    assertThat(format)
        .contains("$context.path", "$context.status")
        .doesNotContainIgnoringCase("query")
        .doesNotContainIgnoringCase("cookie")
        .doesNotContainIgnoringCase("sourceIp");
  }
}
