package io.labelloop.tests.localstack;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A campaign file that cannot be followed, or the place of one.
 *
 * @param error the error's name
 * @param says a part of what people read
 */
record WrongCampaign(String file, Charset charset, String error, String says) {
  private WrongCampaign(String file, String error, String says) {
    this(file, StandardCharsets.UTF_8, error, says);
  }

  /** One of each kind, by the campaign's name. */
  static Map<String, WrongCampaign> byName() {
    String file = new String(SmallCampaign.file(), StandardCharsets.UTF_8);
    String invalid = "io.labelloop.workflow.step.InvalidCampaignException";
    return Map.of(
        "wrong",
        new WrongCampaign("{\"task\": {}}", invalid, "/task/labels"),
        "large",
        new WrongCampaign(file + " ".repeat(262_144), invalid, "at most 262144 bytes"),
        "latin",
        new WrongCampaign(
            file.replace("Which sign?", "O\u00f9 \u00e7a?"),
            StandardCharsets.ISO_8859_1,
            invalid,
            "must be UTF-8"),
        "elsewhere",
        new WrongCampaign(
            file.replace("pool/", "s3://another-bucket/pool/"),
            invalid,
            "/pool/location: must be a path in the bucket of the campaign file"),
        "nothing",
        new WrongCampaign(
            file,
            "io.labelloop.workflow.step.PoolProblemException",
            "/pool/location: there is no pool"),
        "secret",
        new WrongCampaign(
            file,
            "io.labelloop.workflow.port.StoreAccessDeniedException",
            "campaigns/secret/pool"));
  }
}
