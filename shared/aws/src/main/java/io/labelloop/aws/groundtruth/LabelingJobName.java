package io.labelloop.aws.groundtruth;

import io.labelloop.workflow.document.JobKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The name of a labeling job: of the campaign, the round, the wave and the job's part, such as
 * {@code labelloop-birds-r7-w1-3f9a02c4d1-1}.
 *
 * <p>Names are unique to account and Region for ever, whatever their case, and jobs cannot be
 * deleted. The digits are of bucket, key and the instant of the first publication, so that a
 * campaign that is run anew asks anew, while a retry, which is handed the stored instant, finds its
 * own job.
 */
final class LabelingJobName {
  /** What all names begin with. */
  static final String PREFIX = "labelloop-";

  private static final int LONGEST_CAMPAIGN = 24;
  private static final int DIGITS = 10;

  private LabelingJobName() {}

  /**
   * The name of a part of a job.
   *
   * @param part from 1
   */
  static String of(String bucket, String jobKey, Instant publishedAt, int part) {
    Optional<JobKey> wave = JobKey.parse(jobKey);
    String folder =
        wave.map(key -> key.prefix().substring(0, key.prefix().length() - 1)).orElse(jobKey);
    String round = wave.map(key -> "-r" + key.round() + "-w" + key.wave()).orElse("");
    String digits = digits(bucket + "/" + jobKey + "@" + publishedAt);
    return PREFIX + campaign(folder) + round + "-" + digits + "-" + part;
  }

  private static String campaign(String folder) {
    String last = folder.substring(folder.lastIndexOf('/') + 1);
    String clean = last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String cut =
        clean.substring(0, Math.min(clean.length(), LONGEST_CAMPAIGN)).replaceAll("^-+|-+$", "");
    return cut.isEmpty() ? "campaign" : cut;
  }

  private static String digits(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
