package io.labelloop.aws.groundtruth;

import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.port.WorkforceRefusedException;
import java.util.List;
import java.util.Map;

/**
 * What an input manifest may hold: lines of at most 100,000 characters, values of at most 20,000,
 * and at most 100,000 objects.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sagemaker/latest/dg/sms-input-data-input-manifest.html">Input
 *     manifest files</a>
 */
final class InputManifestLimits {
  private static final int LONGEST_LINE = 100_000;
  private static final int LONGEST_VALUE = 20_000;
  private static final int MOST_OBJECTS = 100_000;

  private InputManifestLimits() {}

  static void check(List<Map<String, Object>> lines) {
    if (lines.size() > MOST_OBJECTS) {
      throw new WorkforceRefusedException(
          "Ground Truth takes at most "
              + MOST_OBJECTS
              + " items a labeling job, but there were "
              + lines.size()
              + "; make query.batchSize smaller");
    }
    for (Map<String, Object> line : lines) {
      int length = JsonCodec.mapper().valueToTree(line).toString().length();
      boolean tooLong =
          line.values().stream()
              .anyMatch(value -> value instanceof String text && text.length() > LONGEST_VALUE);
      if (length > LONGEST_LINE || tooLong) {
        throw new WorkforceRefusedException(
            "Ground Truth takes at most "
                + LONGEST_VALUE
                + " characters of text and "
                + LONGEST_LINE
                + " in all for an item, but item '"
                + line.get("item")
                + "' has "
                + length
                + "; make pool.maxTextLength smaller, or show fewer columns");
      }
    }
  }
}
