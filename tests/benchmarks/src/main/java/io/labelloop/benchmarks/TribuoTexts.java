package io.labelloop.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.PriorityQueue;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.data.text.impl.BasicPipeline;
import org.tribuo.data.text.impl.TextFeatureExtractorImpl;
import org.tribuo.data.text.impl.TokenPipeline;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.util.tokens.impl.BreakIteratorTokenizer;

/**
 * The same work done with Tribuo's own text pipeline and {@code predict}: lines of JSON in, the
 * items with the smallest margins out.
 */
final class TribuoTexts {
  private final ObjectMapper json = new ObjectMapper();
  private final TextFeatureExtractorImpl<Label> extractor;
  private final Model<Label> model;

  private record Scored(String id, double margin) {}

  /**
   * @param pairs whether pairs of words are features too
   */
  TribuoTexts(Path training, boolean pairs) throws IOException {
    var tokenizer = new BreakIteratorTokenizer(java.util.Locale.US);
    this.extractor =
        new TextFeatureExtractorImpl<>(
            pairs ? new BasicPipeline(tokenizer, 2) : new TokenPipeline(tokenizer, 1, true));
    var dataset =
        new MutableDataset<>(
            new SimpleDataSourceProvenance("benchmark", new LabelFactory()), new LabelFactory());
    try (BufferedReader lines = Files.newBufferedReader(training)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode item = json.readTree(line);
        dataset.add(
            extractor.extract(new Label(item.get("label").asText()), item.get("text").asText()));
      }
    }
    this.model = new LogisticRegressionTrainer().train(dataset);
  }

  private Prediction<Label> predict(String text) {
    Example<Label> example = extractor.extract(LabelFactory.UNKNOWN_LABEL, text);
    return model.predict(example);
  }

  /** Scores a file and returns the number of its items. */
  long score(Path pool, int top) throws IOException {
    var best =
        new PriorityQueue<Scored>((left, right) -> Double.compare(right.margin(), left.margin()));
    long items = 0;
    try (BufferedReader lines = Files.newBufferedReader(pool)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode item = json.readTree(line);
        double margin = margin(predict(item.get("text").textValue()).getOutputScores());
        items++;
        if (best.size() < top || margin < best.element().margin()) {
          best.add(new Scored(item.get("id").textValue(), margin));
          if (best.size() > top) {
            best.remove();
          }
        }
      }
    }
    return items;
  }

  private static double margin(Map<String, Label> scores) {
    double first = 0;
    double second = 0;
    for (Label label : scores.values()) {
      if (label.getScore() > first) {
        second = first;
        first = label.getScore();
      } else if (label.getScore() > second) {
        second = label.getScore();
      }
    }
    return first - second;
  }

  /** The share of a file's first items that get their true label. */
  double accuracy(Path pool, int items) throws IOException {
    int right = 0;
    try (BufferedReader lines = Files.newBufferedReader(pool)) {
      for (int i = 0; i < items; i++) {
        JsonNode item = json.readTree(lines.readLine());
        right +=
            predict(item.get("text").textValue())
                    .getOutput()
                    .getLabel()
                    .equals(item.get("label").textValue())
                ? 1
                : 0;
      }
    }
    return (double) right / items;
  }
}
