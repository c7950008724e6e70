package io.labelloop.tests.localstack;

import io.labelloop.learning.Learners;
import io.labelloop.model.ClassLabels;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.Learner;
import io.labelloop.numeric.DenseVector;
import io.labelloop.pool.ItemContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares the documents of a campaign that ran on the stack with those of the same campaign on one
 * machine: texts byte by byte but for instants, the execution's name and the store's tags, models
 * by their predictions, since a model says when it was trained.
 */
final class CampaignComparison {
  private static final Learner LEARNER = Learners.named("logistic-regression").orElseThrow();
  private static final ClassLabels LABELS = new ClassLabels(List.of("plus", "minus"));

  private CampaignComparison() {}

  /** What differs, with both sides' beginnings; empty if the campaigns are the same. */
  static List<String> differences(
      Map<String, byte[]> actual, Map<String, byte[]> expected, String features) {
    var differences = new ArrayList<String>();
    var keys = new TreeSet<>(actual.keySet());
    keys.addAll(expected.keySet());
    for (String key : keys) {
      byte[] left = actual.get(key);
      byte[] right = expected.get(key);
      if (left == null || right == null) {
        differences.add(key + (left == null ? ": is missing" : ": is not to be there"));
      } else if (key.contains("/checksums.sha256")) {
        // of documents with instants: as many lines is all that can be the same
        if (left.length != right.length) {
          differences.add(key + ": lists other documents");
        }
      } else if (key.endsWith(".tribuo")) {
        FeatureSpace space =
            LEARNER.readFeatures(java.util.Objects.requireNonNull(expected.get(features)));
        if (!predictions(space, left).equals(predictions(space, right))) {
          differences.add(key + ": predicts otherwise");
        }
      } else if (!timeless(left).equals(timeless(right))) {
        differences.add(key + ": " + around(timeless(left), timeless(right)));
      }
    }
    return differences;
  }

  /**
   * The documents of a campaign in which any two workforces agree that give the same answers:
   * batches, labels, models. Who answered when, and what was paid, is each one's own.
   */
  static Map<String, byte[]> decided(Map<String, byte[]> documents) {
    Map<String, byte[]> decided = new TreeMap<>(documents);
    decided
        .keySet()
        .removeIf(
            key ->
                !key.matches(
                    ".*/(labels.jsonl|batch.jsonl|wave-\\d+.json|evaluation.json|streams.json|features.bin|model.tribuo|scores/.*)"));
    return decided;
  }

  private static List<Double> predictions(FeatureSpace space, byte[] model) {
    Classifier classifier = LEARNER.read(space, LABELS, model);
    var predictions = new ArrayList<Double>();
    for (double x = -2; x <= 2; x += 0.5) {
      for (double y = -2; y <= 2; y += 0.5) {
        var content = new ItemContent.Features(DenseVector.of(x, y));
        for (double p : classifier.probabilities(space.vectorOf(content))) {
          predictions.add(p);
        }
      }
    }
    return predictions;
  }

  private static String timeless(byte[] document) {
    return new String(document, StandardCharsets.ISO_8859_1)
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z", "TIME")
        // tags are the store's: a hash of its own choice
        .replaceAll("&quot;[0-9a-f]{32,64}&quot;", "ETAG")
        // how long an answer took follows from when it was asked for
        .replaceAll("\"secondsPerAnswer\" : [0-9.]+", "\"secondsPerAnswer\" : SECONDS")
        .replaceAll("<td>\\d+\\.\\d+</td><td>(\\d+)</td><td>", "<td>SECONDS</td><td>$1</td><td>")
        .replaceAll("\"execution\" ?: ?\"[^\"]+\"", "\"execution\":\"NAME\"");
  }

  private static String around(String left, String right) {
    int at = 0;
    while (at < Math.min(left.length(), right.length()) && left.charAt(at) == right.charAt(at)) {
      at++;
    }
    return "'" + part(left, at) + "' instead of '" + part(right, at) + "'";
  }

  private static String part(String text, int at) {
    return text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 100));
  }
}
