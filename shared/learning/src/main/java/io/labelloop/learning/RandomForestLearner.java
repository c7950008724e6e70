package io.labelloop.learning;

import com.oracle.labs.mlrg.olcut.provenance.primitives.DoubleProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import io.labelloop.model.ClassLabels;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.model.Learner;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.FullyWeightedVotingCombiner;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.ensemble.WeightedEnsembleModel;

/**
 * A random forest: {@value #TREES} trees, each grown to pure leaves on as many examples as there
 * are, drawn with replacement, where every split looks at a random set of features, as many as the
 * square root of their number unless another multiple of it was chosen, of those that at least two
 * examples have. Tribuo grows them; probabilities are the mean of the leaves' shares.
 *
 * <p>A forest of {@code n} examples can be sure without reason, so its row counts as {@code n}
 * observations, to which one is added that is spread evenly over the {@code K} classes: {@code (n p
 * + 1 / K) / (n + 1)}. That changes no order and no class, and gives a class without examples more
 * than nothing.
 *
 * <p>Breiman: Random forests. Machine Learning 45, 2001.
 */
public final class RandomForestLearner extends ContentLearner {
  static final String NAME = "random-forest";
  static final int TREES = 100;

  // a split by what one example has tells that example alone; growing takes time for every feature,
  // and most words of a few hundred texts are in one of them
  private static final int FEWEST = 2;
  private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

  static {
    // Tribuo says at the level of information that it builds each tree
    TRIBUO.setLevel(Level.WARNING);
  }

  private static final double[] GRID = {0.5, 1, 2};

  private final double factor;

  /** With the square root of the features at each split. */
  public RandomForestLearner() {
    this(1);
  }

  private RandomForestLearner(double factor) {
    this.factor = factor;
  }

  @Override
  public List<Learner> grid() {
    return Arrays.stream(GRID).<Learner>mapToObj(RandomForestLearner::new).toList();
  }

  @Override
  public String setting() {
    return "features per split = " + factor + " square roots";
  }

  @Override
  public Classifier train(
      FeatureSpace space,
      ClassLabels classes,
      List<LabeledVector> training,
      long seed,
      Instant trainedAt) {
    TrainingSet set = TrainingSet.of(space, classes, training, seed, trainedAt);
    MutableDataset<Label> examples = TribuoExamples.of(set, FEWEST);
    int features = examples.getFeatureMap().size();
    if (features == 0 || set.seen().length == 1) {
      // nothing to split by, or nothing to tell apart
      return new LogisticRegressionLearner().train(space, classes, training, seed, trainedAt);
    }
    long perSplit = Math.clamp(Math.round(factor * Math.sqrt(features)), 1, features);
    float share = (float) (perSplit / (double) features);
    var cart =
        new CARTClassificationTrainer(
            Integer.MAX_VALUE, 1f, 0f, share, false, new GiniIndex(), seed);
    var trainer = new RandomForestTrainer<>(cart, new FullyWeightedVotingCombiner(), TREES, seed);
    var trained = (WeightedEnsembleModel<Label>) trainer.train(examples);
    List<TreeModel<Label>> trees =
        trained.getModels().stream().map(tree -> (TreeModel<Label>) tree).toList();
    Forest forest = Forest.of(space, classes, trees, set.examples().size());
    return forest.storedAs(() -> ForestFile.write(set, forest, trainedBy(share)));
  }

  private static ModelMetadata.TrainedBy trainedBy(double share) {
    return new ModelMetadata.TrainedBy(
        NAME,
        RandomForestLearner.class,
        Map.of("trees", new IntProvenance("trees", TREES)),
        Map.of("features-per-split", new DoubleProvenance("features-per-split", share)));
  }
}
