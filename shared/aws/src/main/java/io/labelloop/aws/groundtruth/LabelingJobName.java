package io.labelloop.aws.groundtruth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
  private static final Pattern JOB_KEY =
      Pattern.compile("(?:(.*)/)?rounds/0*(\\d+)/jobs/(\\d+)", Pattern.DOTALL);

  private LabelingJobName() {}

  /**
   * The name of a part of a job.
   *
   * @param part from 1
   */
  static String of(String bucket, String jobKey, Instant publishedAt, int part) {
    Matcher key = JOB_KEY.matcher(jobKey);
    boolean known = key.matches();
    String folder = known ? key.group(1) == null ? "" : key.group(1) : jobKey;
    String round = known ? "-r" + key.group(2) + "-w" + key.group(3) : "";
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
