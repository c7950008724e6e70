package io.labelloop.tests.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What the policies of people leave out. That they cover what the commands call, and nothing else,
 * is compared in {@link CampaignOnAwsTest} with the calls themselves.
 */
class OperatorPoliciesTest {
  private final PeoplesPolicies policies = new PeoplesPolicies();

  @Test
  void policy_ofOperators_readsNoPoolAndWritesNoLabelsAnswersOrCampaignFiles() {
    for (String key :
        List.of("pools/birds.jsonl", "campaigns/birds/pool.csv", "campaigns/birds/labels.csv")) {
      assertThat(policies.allows("OperatorPolicy", new AwsCall("s3:GetObject", key)))
          .as(key)
          .isFalse();
    }
    for (String key :
        List.of(
            "campaigns/birds/campaign.json",
            "campaigns/birds/labels.jsonl",
            "campaigns/birds/rounds/0001/annotations-1.jsonl",
            "campaigns/birds/rounds/0001/jobs/1/job.json")) {
      assertThat(policies.allows("OperatorPolicy", new AwsCall("s3:PutObject", key)))
          .as(key)
          .isFalse();
    }
    assertThat(policies.actions("OperatorPolicy")).doesNotContain("s3:DeleteObjectVersion");
  }

  @Test
  void policy_ofForgetting_removesEarlierVersionsAndNoObject() {
    assertThat(policies.actions("ForgetPolicy"))
        .contains("s3:ListBucketVersions", "s3:GetObjectVersion", "s3:DeleteObjectVersion")
        .doesNotContain("s3:DeleteObject", "states:SendTaskSuccess");
  }

  @Test
  void policy_ofOperators_givesOrdersAsTheWidgetDoes() {
    assertThat(policies.resources("OperatorPolicy", "s3:PutObject"))
        .isEqualTo(
            Set.of(
                "${DataBucket.Arn}/campaigns/*/orders.json",
                "${DataBucket.Arn}/campaigns/*/changes.json",
                "${DataBucket.Arn}/campaigns/*/state/ledger.json",
                "${DataBucket.Arn}/stack/budget.json"));
    assertThat(policies.resources("OperatorPolicy", "lambda:InvokeFunction"))
        .containsExactly("${CockpitWidgetFunction.Arn}:live");
  }
}
