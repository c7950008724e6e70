package io.labelloop.learning;

import io.labelloop.model.ClassLabels;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.UnreadableModelException;
import io.labelloop.numeric.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.tribuo.classification.Label;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.common.tree.TreeModel;

/**
 * Trees whose leaves hold shares of classes, flat in arrays, so that an item costs a walk down each
 * tree and no object. A feature that an item does not have is 0.
 *
 * <p>Its mean over the trees is what Tribuo's {@code predict} says of the stored model, up to the
 * one observation that {@link RandomForestLearner} adds.
 */
final class Forest implements Classifier {
  private static final int LEAF = -1;

  private final FeatureSpace space;
  private final ClassLabels classes;
  private final List<Tree> trees;
  private final int examples;
  private final int[] columnOf;
  private final int[] features;
  private final Supplier<byte[]> stored;

  /**
   * One tree; node 0 is its root.
   *
   * @param features the feature that a node splits by, or {@value #LEAF}
   * @param thresholds of a split: values up to it go to {@code low}, greater ones to {@code high}
   * @param shares of a leaf, one per class; of a split, empty
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, and not changed by this package
  record Tree(int[] features, double[] thresholds, int[] low, int[] high, double[][] shares) {}

  private Forest(
      FeatureSpace space,
      ClassLabels classes,
      List<Tree> trees,
      int examples,
      Supplier<byte[]> stored) {
    this.space = space;
    this.classes = classes;
    this.trees = List.copyOf(trees);
    this.examples = examples;
    this.stored = stored;
    var used = new TreeSet<Integer>();
    for (Tree tree : trees) {
      Arrays.stream(tree.features()).filter(feature -> feature != LEAF).forEach(used::add);
    }
    this.features = used.stream().mapToInt(Integer::intValue).toArray();
    this.columnOf = new int[space.size()];
    Arrays.fill(columnOf, LEAF);
    for (int column = 0; column < features.length; column++) {
      columnOf[features[column]] = column;
    }
  }

  /** The trees of a Tribuo model of these classes in this space. */
  static Forest of(
      FeatureSpace space, ClassLabels classes, List<TreeModel<Label>> models, int examples) {
    var trees = new ArrayList<Tree>();
    for (TreeModel<Label> model : models) {
      int[] indices = new int[model.getFeatureIDMap().size()];
      for (int id = 0; id < indices.length; id++) {
        indices[id] = ModelMetadata.indexOf(model.getFeatureIDMap().get(id).getName(), space);
      }
      trees.add(new Flattening(classes, indices).of(model.getRoot()));
    }
    return new Forest(space, classes, trees, examples, () -> new byte[0]);
  }

  /** The same forest with another stored form. */
  Forest storedAs(Supplier<byte[]> bytes) {
    return new Forest(space, classes, trees, examples, bytes);
  }

  List<Tree> trees() {
    return trees;
  }

  /** The features that some tree splits by, ascending. */
  int[] features() {
    return features.clone();
  }

  @Override
  public ClassLabels classes() {
    return classes;
  }

  @Override
  public double[] probabilities(Vector vector) {
    Dimensions.require(columnOf.length, vector);
    double[] values = new double[features.length];
    vector.forEach(
        (index, value) -> {
          if (columnOf[index] != LEAF) {
            values[columnOf[index]] = value;
          }
        });
    double[] row = new double[classes.size()];
    for (Tree tree : trees) {
      int node = 0;
      while (tree.features()[node] != LEAF) {
        node =
            values[columnOf[tree.features()[node]]] > tree.thresholds()[node]
                ? tree.high()[node]
                : tree.low()[node];
      }
      double[] shares = tree.shares()[node];
      for (int k = 0; k < row.length; k++) {
        row[k] += shares[k] / trees.size();
      }
    }
    return Smoothing.of(row, examples);
  }

  @Override
  public byte[] toBytes() {
    return stored.get();
  }

  /** Turns Tribuo's nodes into arrays, parents before children. */
  private static final class Flattening {
    private final ClassLabels classes;
    private final int[] indices;
    private final List<Node<Label>> nodes = new ArrayList<>();

    Flattening(ClassLabels classes, int[] indices) {
      this.classes = classes;
      this.indices = indices;
    }

    Tree of(Node<Label> root) {
      nodes.add(root);
      for (int at = 0; at < nodes.size(); at++) {
        if (nodes.get(at) instanceof SplitNode<Label> split) {
          nodes.add(split.getLessThanOrEqual());
          nodes.add(split.getGreaterThan());
        }
      }
      int size = nodes.size();
      var tree =
          new Tree(
              new int[size], new double[size], new int[size], new int[size], new double[size][]);
      int child = 1;
      for (int at = 0; at < size; at++) {
        if (nodes.get(at) instanceof SplitNode<Label> split) {
          tree.features()[at] = indices[split.getFeatureID()];
          tree.thresholds()[at] = split.splitValue();
          tree.low()[at] = child++;
          tree.high()[at] = child++;
          tree.shares()[at] = new double[0];
        } else if (nodes.get(at) instanceof LeafNode<Label> leaf) {
          tree.features()[at] = LEAF;
          tree.shares()[at] = shares(leaf);
        } else {
          throw new UnreadableModelException(
              "a tree is made of splits and leaves, but has a "
                  + nodes.get(at).getClass().getSimpleName());
        }
      }
      return tree;
    }

    private double[] shares(LeafNode<Label> leaf) {
      double[] shares = new double[classes.size()];
      for (Map.Entry<String, Label> entry : leaf.getDistribution().entrySet()) {
        int label =
            classes
                .indexOf(entry.getKey())
                .orElseThrow(
                    () ->
                        new UnreadableModelException(
                            "the task has no class '" + entry.getKey() + "'"));
        shares[label] = entry.getValue().getScore();
      }
      return shares;
    }
  }
}
