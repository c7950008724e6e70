package io.labelloop.report.cockpit;

import io.labelloop.workflow.cockpit.CampaignFigures;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the AWS console shows what belongs to a campaign. What a person sees there is decided by
 * their own permissions, not by the function's.
 *
 * @param stateMachine the ARN of the state machine of campaigns
 * @param bucket the data bucket
 * @param logGroup of the functions
 */
public record ConsolePlaces(String stateMachine, String bucket, String logGroup) {
  private static final int PARTS = 7;

  public ConsolePlaces {
    if (stateMachine.split(":", -1).length != PARTS) {
      throw new IllegalArgumentException(
          "state machine must be an ARN such as arn:aws:states:eu-west-1:123456789012:stateMachine:NAME,"
              + " but was '"
              + stateMachine
              + "'");
    }
  }

  List<Controls.Link> of(CampaignFigures campaign) {
    var links = new ArrayList<Controls.Link>();
    campaign
        .execution()
        .ifPresent(name -> links.add(new Controls.Link("Execution", execution(name))));
    object("Report", campaign.documents().report(), links);
    object("Labels", campaign.documents().labels(), links);
    object("What went wrong", campaign.documents().problem(), links);
    links.add(
        new Controls.Link(
            "Logs", console("cloudwatch") + "#logsV2:log-groups/log-group/" + twice(logGroup)));
    return links;
  }

  private String execution(String name) {
    String arn = stateMachine.replace(":stateMachine:", ":execution:") + ":" + name;
    return console("states") + "#/v2/executions/details/" + encoded(arn);
  }

  private void object(String name, Optional<String> key, List<Controls.Link> links) {
    key.ifPresent(
        object ->
            links.add(
                new Controls.Link(
                    name,
                    console("s3/object/" + encoded(bucket), "") + "&prefix=" + encoded(object))));
  }

  private String console(String service) {
    return console(service, "/home");
  }

  private String console(String service, String page) {
    String[] arn = stateMachine.split(":", -1);
    String region = arn[3];
    String domain =
        switch (arn[1]) {
          case "aws-cn" -> "console.amazonaws.cn";
          case "aws-us-gov" -> "console.amazonaws-us-gov.com";
          default -> "console.aws.amazon.com";
        };
    return "https://" + region + "." + domain + "/" + service + page + "?region=" + region;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** As the CloudWatch console wants names: encoded twice, with a dollar sign for the per cent. */
  private static String twice(String text) {
    return encoded(encoded(text)).replace("%", "$");
  }
}
