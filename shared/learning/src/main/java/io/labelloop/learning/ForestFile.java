package io.labelloop.learning;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import io.labelloop.model.ClassLabels;
import io.labelloop.model.FeatureSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tribuo.classification.Label;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.common.tree.protos.LeafNodeProto;
import org.tribuo.common.tree.protos.SplitNodeProto;
import org.tribuo.common.tree.protos.TreeModelProto;
import org.tribuo.common.tree.protos.TreeNodeProto;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.protos.core.ModelProto;

/**
 * A forest as Tribuo's protobuf: a {@code WeightedEnsembleModel} of {@code TreeModel}s, each of
 * which names only the features that it splits by. (Tribuo's own writer repeats all of them in
 * every tree, which for texts is some hundred times as much.)
 */
final class ForestFile {
  private ForestFile() {}

  static byte[] write(TrainingSet set, Forest forest, ModelMetadata.TrainedBy trainer) {
    List<ModelProto> members = new ArrayList<>();
    for (Forest.Tree tree : forest.trees()) {
      int[] features =
          Arrays.stream(tree.features())
              .filter(feature -> feature >= 0)
              .distinct()
              .sorted()
              .toArray();
      members.add(
          ModelProto.newBuilder()
              .setVersion(TreeModel.CURRENT_VERSION)
              .setClassName(TreeModel.class.getName())
              .setSerializedData(
                  Any.pack(
                      TreeModelProto.newBuilder()
                          .setMetadata(ModelMetadata.of(TreeModel.class, set, features, trainer))
                          .addAllNodes(nodes(set.classes(), tree, features))
                          .build()))
              .build());
    }
    return EnsembleFile.write(set, forest.features(), members, trainer);
  }

  static Forest read(
      FeatureSpace space,
      ClassLabels classes,
      WeightedEnsembleModel<Label> ensemble,
      byte[] stored) {
    List<TreeModel<Label>> trees =
        ensemble.getModels().stream().map(tree -> (TreeModel<Label>) tree).toList();
    int examples = ensemble.getProvenance().getDatasetProvenance().getNumExamples();
    return Forest.of(space, classes, trees, examples).storedAs(stored::clone);
  }

  private static List<TreeNodeProto> nodes(ClassLabels classes, Forest.Tree tree, int[] features) {
    int size = tree.features().length;
    int[] parents = new int[size];
    parents[0] = -1;
    List<TreeNodeProto> nodes = new ArrayList<>();
    for (int at = 0; at < size; at++) {
      if (tree.features()[at] < 0) {
        nodes.add(node(LeafNode.class, leaf(classes, tree.shares()[at], parents[at], at)));
      } else {
        parents[tree.low()[at]] = at;
        parents[tree.high()[at]] = at;
        nodes.add(
            node(
                SplitNode.class,
                SplitNodeProto.newBuilder()
                    .setParentIdx(parents[at])
                    .setCurIdx(at)
                    .setGreaterThanIdx(tree.high()[at])
                    .setLessThanOrEqualIdx(tree.low()[at])
                    .setSplitFeatureIdx(Arrays.binarySearch(features, tree.features()[at]))
                    .setSplitValue(tree.thresholds()[at])
                    .build()));
      }
    }
    return nodes;
  }

  private static TreeNodeProto node(Class<?> type, Message message) {
    return TreeNodeProto.newBuilder()
        .setClassName(type.getName())
        .setSerializedData(Any.pack(message))
        .build();
  }

  private static LeafNodeProto leaf(ClassLabels classes, double[] shares, int parent, int at) {
    Map<String, Label> scores = new HashMap<>();
    int best = 0;
    for (int k = 0; k < shares.length; k++) {
      scores.put(classes.name(k), new Label(classes.name(k), shares[k]));
      best = shares[k] > shares[best] ? k : best;
    }
    LeafNodeProto.Builder leaf =
        LeafNodeProto.newBuilder()
            .setParentIdx(parent)
            .setCurIdx(at)
            .setOutput(new Label(classes.name(best), shares[best]).serialize())
            .setGeneratesProbabilities(true);
    scores.forEach((name, label) -> leaf.putScore(name, label.serialize()));
    return leaf.build();
  }
}
