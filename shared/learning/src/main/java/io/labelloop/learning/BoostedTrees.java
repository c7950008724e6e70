package io.labelloop.learning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.labelloop.model.ClassLabels;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.UnreadableModelException;
import io.labelloop.numeric.Vector;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * XGBoost's trees in Java: the leaves of the trees of each class are added up, and a softmax makes
 * probabilities of the sums. What an item does not have is missing, and goes the way that each
 * split has learned for it. Agrees with the library to 1e-6; numbers are compared as it does, in
 * single precision.
 */
final class BoostedTrees implements Classifier {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int UNUSED = -1;

  private final ClassLabels classes;
  private final List<Node> trees;
  private final int[] columnOf;
  private final int columns;
  private final Supplier<byte[]> stored;

  /** A split, or a leaf where there are no children. */
  private sealed interface Node {
    /** Values below the threshold go to {@code below}; {@code missing} is one of both. */
    record Split(int column, float threshold, Node below, Node above, Node missing)
        implements Node {}

    /** What a tree adds to the score of its class. */
    record Leaf(float score) implements Node {}
  }

  private BoostedTrees(
      ClassLabels classes, List<Node> trees, int[] columnOf, int columns, Supplier<byte[]> stored) {
    this.classes = classes;
    this.trees = trees;
    this.columnOf = columnOf;
    this.columns = columns;
    this.stored = stored;
  }

  /**
   * Reads the trees as XGBoost dumps them in JSON, one after another: of a round the first class's
   * first.
   *
   * @param features the feature of each of XGBoost's columns
   */
  static BoostedTrees parse(
      FeatureSpace space, ClassLabels classes, String[] dump, int[] features) {
    int[] columnOf = new int[space.size()];
    Arrays.fill(columnOf, UNUSED);
    for (int column = 0; column < features.length; column++) {
      columnOf[features[column]] = column;
    }
    return new BoostedTrees(
        classes,
        Stream.of(dump).map(tree -> tree(tree, features.length)).toList(),
        columnOf,
        features.length,
        () -> new byte[0]);
  }

  /** The same trees with another stored form. */
  BoostedTrees storedAs(Supplier<byte[]> bytes) {
    return new BoostedTrees(classes, trees, columnOf, columns, bytes);
  }

  private static Node tree(String json, int columns) {
    try {
      return node(JSON.readTree(json), columns);
    } catch (JsonProcessingException e) {
      throw new UnreadableModelException("XGBoost's dump of a tree is no JSON", e);
    }
  }

  private static Node node(JsonNode json, int columns) {
    if (json.has("leaf")) {
      return new Node.Leaf((float) json.get("leaf").doubleValue());
    }
    // without a map of names XGBoost calls its columns f0, f1 and so on
    int column = Integer.parseInt(json.path("split").asText("f-1").substring(1));
    if (column < 0 || column >= columns) {
      throw new UnreadableModelException(
          "a tree splits by column " + column + ", but there are " + columns);
    }
    Node below = node(child(json, "yes"), columns);
    Node above = node(child(json, "no"), columns);
    boolean missingBelow = json.get("missing").asInt() == json.get("yes").asInt();
    return new Node.Split(
        column,
        (float) json.get("split_condition").doubleValue(),
        below,
        above,
        missingBelow ? below : above);
  }

  private static JsonNode child(JsonNode json, String branch) {
    int id = json.path(branch).asInt();
    for (JsonNode child : json.path("children")) {
      if (child.path("nodeid").asInt() == id) {
        return child;
      }
    }
    throw new UnreadableModelException("a tree has no node " + id);
  }

  @Override
  public ClassLabels classes() {
    return classes;
  }

  @Override
  public double[] probabilities(Vector vector) {
    Dimensions.require(columnOf.length, vector);
    float[] values = new float[columns];
    Arrays.fill(values, Float.NaN);
    vector.forEach(
        (index, value) -> {
          if (value != 0 && columnOf[index] != UNUSED) {
            values[columnOf[index]] = (float) value;
          }
        });
    double[] scores = new double[classes.size()];
    for (int tree = 0; tree < trees.size(); tree++) {
      scores[tree % scores.length] += leaf(trees.get(tree), values);
    }
    Softmax.toProbabilities(scores, 0);
    return scores;
  }

  private static float leaf(Node root, float[] values) {
    Node node = root;
    while (node instanceof Node.Split split) {
      float value = values[split.column()];
      node =
          Float.isNaN(value)
              ? split.missing()
              : value < split.threshold() ? split.below() : split.above();
    }
    return ((Node.Leaf) node).score();
  }

  @Override
  public byte[] toBytes() {
    return stored.get();
  }
}
