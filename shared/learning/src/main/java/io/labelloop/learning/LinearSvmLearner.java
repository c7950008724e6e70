package io.labelloop.learning;

import com.oracle.labs.mlrg.olcut.provenance.primitives.DoubleProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import io.labelloop.model.ClassLabels;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.model.Learner;
import io.labelloop.model.OutOfFold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Linear support vector machines, one class against the rest, with calibrated probabilities: a
 * softmax of the decision values, divided by a temperature.
 *
 * <p>LIBLINEAR minimises {@code ||w||^2 / 2 + C * sum of squared hinge losses} in the primal, by a
 * trust region method without chance, with C = {@value #C} and the intercept as one more weight.
 * The temperature is the one that {@value #FOLDS}-fold predictions of the training examples fit
 * best (docs/methods/temperature.md); with fewer than two examples of a class a temperature of 1 is
 * used. It is part of the stored weights, so the model is linear with a softmax, as Tribuo's {@code
 * LinearSGDModel}. Classes without examples are treated as by {@link LogisticRegressionLearner}.
 *
 * <p>Fan, Chang, Hsieh, Wang, Lin: LIBLINEAR: a library for large linear classification. JMLR 9,
 * 2008.
 */
public final class LinearSvmLearner extends ContentLearner {
  static final String NAME = "linear-svm";
  static final double C = 1;
  private static final double[] GRID = {0.01, 0.1, C, 10, 100};
  private static final int FOLDS = 3;
  private static final double TOLERANCE = 1e-4;
  private static final int MOST_ITERATIONS = 1000;

  private final double c;

  /** With C = {@value #C}. */
  public LinearSvmLearner() {
    this(C);
  }

  private LinearSvmLearner(double c) {
    this.c = c;
  }

  @Override
  public List<Learner> grid() {
    return Arrays.stream(GRID).<Learner>mapToObj(LinearSvmLearner::new).toList();
  }

  @Override
  public String setting() {
    return "C = " + c;
  }

  static {
    Linear.disableDebugOutput();
  }

  @Override
  public Classifier train(
      FeatureSpace space,
      ClassLabels classes,
      List<LabeledVector> training,
      long seed,
      Instant trainedAt) {
    TrainingSet set = TrainingSet.of(space, classes, training, seed, trainedAt);
    double temperature = temperature(set);
    Weights weights = solve(set, temperature);
    return new LogisticClassifier(
        space,
        classes,
        weights.features(),
        weights.rows(),
        weights.intercepts(),
        () -> LinearModelFile.write(set, weights, trainedBy(temperature)));
  }

  /** The temperature by which predictions of examples that were held out fit best. */
  private double temperature(TrainingSet set) {
    if (set.seen().length == 1) {
      return 1;
    }
    return OutOfFold.of(
            set.examples(),
            FOLDS,
            set.seed(),
            rest -> {
              Weights weights =
                  solve(
                      TrainingSet.of(set.space(), set.classes(), rest, set.seed(), set.trainedAt()),
                      1);
              return new LogisticClassifier(
                  set.space(),
                  set.classes(),
                  weights.features(),
                  weights.rows(),
                  weights.intercepts(),
                  () -> new byte[0]);
            })
        .temperature()
        .value();
  }

  private Weights solve(TrainingSet set, double temperature) {
    int[] seen = set.seen();
    if (seen.length == 1) {
      return Weights.of(new int[0], new double[1], seen, set.counts());
    }
    int[] features = set.occurringFeatures();
    Problem problem = problem(set, features);
    Parameter parameter = new Parameter(SolverType.L2R_L2LOSS_SVC, c, TOLERANCE);
    parameter.setMaxIters(MOST_ITERATIONS);
    Model model = Linear.train(problem, parameter);
    double[] solution = new double[(features.length + 1) * seen.length];
    int[] columnOf = new int[seen.length];
    for (int column = 0; column < model.getNrClass(); column++) {
      columnOf[model.getLabels()[column]] = column;
    }
    double[] found = model.getFeatureWeights();
    int columns = seen.length == 2 ? 1 : seen.length;
    for (int row = 0; row <= features.length; row++) {
      for (int place = 0; place < seen.length; place++) {
        int column = columnOf[place];
        // of two classes LIBLINEAR keeps the weights of the first
        solution[row * seen.length + place] =
            (columns == 1
                    ? (column == 0 ? found[row] : -found[row])
                    : found[row * columns + column])
                / temperature;
      }
    }
    return Weights.of(features, solution, seen, set.counts());
  }

  private static Problem problem(TrainingSet set, int[] features) {
    int[] place = set.placeOfClass();
    Problem problem = new Problem();
    problem.l = set.examples().size();
    problem.n = features.length + 1;
    problem.bias = 1;
    problem.x = new Feature[problem.l][];
    problem.y = new double[problem.l];
    for (int row = 0; row < problem.l; row++) {
      LabeledVector example = set.examples().get(row);
      var entries = new ArrayList<Feature>();
      example
          .features()
          .forEach(
              (index, value) -> {
                if (value != 0) {
                  entries.add(new FeatureNode(1 + Arrays.binarySearch(features, index), value));
                }
              });
      entries.add(new FeatureNode(features.length + 1, 1));
      problem.x[row] = entries.toArray(Feature[]::new);
      problem.y[row] = place[example.label()];
    }
    return problem;
  }

  private ModelMetadata.TrainedBy trainedBy(double temperature) {
    return new ModelMetadata.TrainedBy(
        NAME,
        LinearSvmLearner.class,
        Map.of(
            "C", new DoubleProvenance("C", c),
            "folds", new IntProvenance("folds", FOLDS),
            "tolerance", new DoubleProvenance("tolerance", TOLERANCE)),
        Map.of("temperature", new DoubleProvenance("temperature", temperature)));
  }
}
