package io.labelloop.aws.metrics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.labelloop.workflow.document.JsonCodec;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measurements as a line of a log of which CloudWatch makes metrics: its embedded metric format.
 *
 * @param dimensions names and values; each measurement is kept once under each of them
 * @param figures what was measured
 */
public record EmbeddedMetrics(Map<String, String> dimensions, Map<Figure, Double> figures) {
  /*
   * The format: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
   *
   * Powertools for Lambda (powertools-metrics 2.9.0) writes it too, and was tried: it takes 0.13 to 0.15 s of CPU of each cold start for
   * lines that Jackson, which is loaded already, writes at once (docs/operations/metrics.md, "Why no library").
   */

  /** What CloudWatch files the metrics under. */
  public static final String NAMESPACE = "Labelloop";

  public EmbeddedMetrics {
    if (dimensions.isEmpty() || figures.isEmpty()) {
      throw new IllegalArgumentException(
          "a line has dimensions and figures, but had " + dimensions + " and " + figures);
    }
    dimensions = Map.copyOf(dimensions);
    figures = Map.copyOf(figures);
  }

  /** The line, a JSON object. */
  public String line(Instant at) {
    ObjectNode line = JsonCodec.mapper().createObjectNode();
    ObjectNode about = line.putObject("_aws").put("Timestamp", at.toEpochMilli());
    ObjectNode metrics = about.putArray("CloudWatchMetrics").addObject();
    metrics.put("Namespace", NAMESPACE);
    ArrayNode sets = metrics.putArray("Dimensions");
    ArrayNode definitions = metrics.putArray("Metrics");
    new TreeMap<>(dimensions)
        .forEach(
            (name, value) -> {
              sets.addArray().add(name);
              line.put(name, value);
            });
    new TreeMap<>(figures)
        .forEach(
            (figure, value) -> {
              definitions.addObject().put("Name", figure.metric()).put("Unit", figure.unit());
              line.put(figure.metric(), value);
            });
    return line.toString();
  }
}
