package io.labelloop.learning;

import com.oracle.labs.mlrg.olcut.provenance.primitives.BooleanProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DoubleProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import io.labelloop.model.ClassLabels;
import io.labelloop.model.Classifier;
import io.labelloop.model.EarlierModel;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.model.Learner;
import io.labelloop.numeric.Lbfgs;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Multinomial logistic regression with an L2 penalty: on standardized columns, or on TF-IDF of
 * words and pairs of words, or of single words.
 *
 * <p>Minimises {@code C * sum of log-losses + ||W||^2 / 2} with C = {@value #C}, unless another was
 * chosen, and intercepts that are not penalised, which is scikit-learn's multinomial
 * LogisticRegression(C=10). The problem is convex, so the seed changes nothing but the provenance.
 * The stored model is Tribuo's {@code LinearSGDModel}, readable by Tribuo.
 *
 * <p>A class without examples has no weights. Its score is the mean score of the classes that have
 * examples, less {@code ln(n + 1)} for {@code n} examples: by Jensen's inequality its probability
 * then is at most {@code 1 / (n + 2)} for every item, and falls as the model grows sure of another
 * class. With a single class among the examples every item has it with probability {@code (n + 1) /
 * (n + 1 + u)}, {@code u} being the number of the other classes.
 *
 * <p>Around an earlier model ({@link #startingFrom}) the penalty is on what weights and intercepts
 * differ by from its own, so that all classes have weights, whichever have examples.
 *
 * <p>Hastie, Tibshirani, Friedman: The Elements of Statistical Learning, 2nd ed., 2009, section
 * 4.4.
 */
public final class LogisticRegressionLearner extends ContentLearner {
  static final String NAME = "logistic-regression";

  /** On single words: half the features of a text, and nearly twice as fast. */
  static final String SINGLE_WORDS = "logistic-regression-words";

  /** How much the examples weigh against the penalty, unless another value was chosen. */
  static final double C = 10;

  /** The largest entry that the gradient of the mean objective may have when training ends. */
  static final double TOLERANCE = 1e-6;

  static final int MOST_ITERATIONS = 1000;

  private static final double[] GRID = {0.1, 1, C, 100, 1000};

  private final String name;
  private final double c;
  private final Optional<PriorWeights> prior;
  private final Guesses guesses;

  /** What is learned from beside the labels, and the weight of each. */
  private record Guesses(List<LabeledVector> examples, double weight) {
    static final Guesses NONE = new Guesses(List.of(), 1);
  }

  /** With words and pairs of words as the features of texts. */
  public LogisticRegressionLearner() {
    this(true);
  }

  /**
   * @param pairs whether pairs of words are features of texts, beside the words
   */
  public LogisticRegressionLearner(boolean pairs) {
    this(pairs, C, Optional.empty(), Guesses.NONE);
  }

  private LogisticRegressionLearner(
      boolean pairs, double c, Optional<PriorWeights> prior, Guesses guesses) {
    super(pairs);
    this.name = pairs ? NAME : SINGLE_WORDS;
    this.c = c;
    this.prior = prior;
    this.guesses = guesses;
  }

  @Override
  public List<Learner> grid() {
    return Arrays.stream(GRID)
        .<Learner>mapToObj(
            value -> new LogisticRegressionLearner(name.equals(NAME), value, prior, guesses))
        .toList();
  }

  @Override
  public Optional<Learner> startingFrom(EarlierModel earlier) {
    return PriorWeights.of(earlier)
        .map(
            weights ->
                new LogisticRegressionLearner(name.equals(NAME), c, Optional.of(weights), guesses));
  }

  @Override
  public boolean hasPrior() {
    return prior.isPresent();
  }

  @Override
  public Optional<Learner> alsoFrom(List<LabeledVector> guessed, double weight) {
    return Optional.of(
        new LogisticRegressionLearner(
            name.equals(NAME), c, prior, new Guesses(List.copyOf(guessed), weight)));
  }

  @Override
  public String setting() {
    return "C = " + c;
  }

  @Override
  public Classifier train(
      FeatureSpace space,
      ClassLabels classes,
      List<LabeledVector> training,
      long seed,
      Instant trainedAt) {
    TrainingSet set = TrainingSet.of(space, classes, training, seed, trainedAt);
    if (prior.isPresent()) {
      return around(prior.get().in(space), set);
    }
    PenalizedLogLoss loss = loss(set, set.placeOfClass(), set.seen().length, new double[0]);
    Lbfgs.Minimum minimum = minimum(loss);
    return classifier(
        set, Weights.of(loss.features(), minimum.point(), set.seen(), set.counts()), minimum);
  }

  /** Trains around the weights of an earlier model, which knows all classes of the task. */
  private Classifier around(Weights centre, TrainingSet set) {
    int classes = set.classes().size();
    PenalizedLogLoss loss =
        loss(
            set,
            IntStream.range(0, classes).toArray(),
            classes,
            PriorWeights.scores(centre, learnedFrom(set)));
    Lbfgs.Minimum minimum = minimum(loss);
    return classifier(set, centre.plus(loss.features(), minimum.point()), minimum);
  }

  /** The labels, then the guesses; only of classes that some label has. */
  private List<LabeledVector> learnedFrom(TrainingSet set) {
    return Stream.concat(
            set.examples().stream(),
            guesses.examples().stream().filter(guess -> set.counts()[guess.label()] > 0))
        .toList();
  }

  private PenalizedLogLoss loss(TrainingSet set, int[] classOf, int classes, double[] offsets) {
    List<LabeledVector> learned = learnedFrom(set);
    double[] weights = new double[learned.size()];
    Arrays.fill(weights, guesses.weight());
    Arrays.fill(weights, 0, set.examples().size(), 1);
    return new PenalizedLogLoss(learned, classOf, classes, c, offsets, weights);
  }

  private static Lbfgs.Minimum minimum(PenalizedLogLoss loss) {
    return Lbfgs.minimize(loss, new double[loss.variables()], TOLERANCE, MOST_ITERATIONS);
  }

  private Classifier classifier(TrainingSet set, Weights weights, Lbfgs.Minimum minimum) {
    return new LogisticClassifier(
        set.space(),
        set.classes(),
        weights.features(),
        weights.rows(),
        weights.intercepts(),
        () -> LinearModelFile.write(set, weights, trainedBy(minimum)));
  }

  private ModelMetadata.TrainedBy trainedBy(Lbfgs.Minimum minimum) {
    return new ModelMetadata.TrainedBy(
        name,
        LogisticRegressionLearner.class,
        Map.of(
            "C", new DoubleProvenance("C", c),
            "guesses", new IntProvenance("guesses", guesses.examples().size()),
            "weight-of-a-guess", new DoubleProvenance("weight-of-a-guess", guesses.weight()),
            "around-an-earlier-model",
                new BooleanProvenance("around-an-earlier-model", prior.isPresent()),
            "tolerance", new DoubleProvenance("tolerance", TOLERANCE)),
        Map.of(
            "iterations", new IntProvenance("iterations", minimum.iterations()),
            "converged", new BooleanProvenance("converged", minimum.converged())));
  }
}
