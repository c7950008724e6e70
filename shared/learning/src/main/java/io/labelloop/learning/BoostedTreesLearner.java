package io.labelloop.learning;

import io.labelloop.model.ClassLabels;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.model.Learner;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Gradient boosted trees: {@value #ROUNDS} rounds of one tree per class, of depth {@value #DEPTH}
 * unless another was chosen, each shrunk by {@value #RATE}, that together lower the softmax's
 * log-loss. XGBoost grows them through Tribuo, on one thread, so that the same examples give the
 * same trees.
 *
 * <p>XGBoost is a library of the machine's own code: it is there for Linux, Windows and macOS on
 * x86-64, with OpenMP ({@code libgomp1}) on Linux, and not part of what Lambda runs. {@link
 * #unavailable} says why it cannot be used. Probabilities are smoothed as those of {@link
 * RandomForestLearner}.
 *
 * <p>Friedman: Greedy function approximation: a gradient boosting machine. Annals of Statistics 29,
 * 2001. Chen, Guestrin: XGBoost: a scalable tree boosting system. KDD 2016.
 */
public final class BoostedTreesLearner extends ContentLearner {
  static final String NAME = "boosted-trees";
  static final int ROUNDS = 50;
  static final int DEPTH = 4;
  static final double RATE = 0.2;

  private static final int[] GRID = {2, DEPTH, 8};

  private final int depth;

  /** With trees of depth {@value #DEPTH}. */
  public BoostedTreesLearner() {
    this(DEPTH);
  }

  private BoostedTreesLearner(int depth) {
    this.depth = depth;
  }

  private static final class Probe {
    // loading the library is tried once
    static final Optional<String> PROBLEM = problem();

    private static Optional<String> problem() {
      try {
        Class.forName("ml.dmlc.xgboost4j.java.XGBoost");
        return Optional.empty();
      } catch (ClassNotFoundException | LinkageError e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
          cause = cause.getCause();
        }
        return Optional.of(
            e instanceof ClassNotFoundException
                ? "XGBoost is not part of this installation"
                : "XGBoost's library cannot be loaded (" + cause.getMessage() + ")");
      }
    }
  }

  /** Why boosted trees cannot be trained or read here; nothing if they can. */
  static Optional<String> unavailable() {
    return Probe.PROBLEM;
  }

  @Override
  public List<Learner> grid() {
    return Arrays.stream(GRID).<Learner>mapToObj(BoostedTreesLearner::new).toList();
  }

  @Override
  public String setting() {
    return "depth = " + depth;
  }

  @Override
  public Classifier train(
      FeatureSpace space,
      ClassLabels classes,
      List<LabeledVector> training,
      long seed,
      Instant trainedAt) {
    TrainingSet set = TrainingSet.of(space, classes, training, seed, trainedAt);
    boolean plain =
        set.seen().length == 1
            || set.examples().stream().allMatch(example -> example.features().squaredNorm() == 0);
    // with one class there is nothing to boost, without a feature nothing to split by
    return plain
        ? new LogisticRegressionLearner().train(space, classes, training, seed, trainedAt)
        : BoostedTreesFile.train(set, depth);
  }
}
