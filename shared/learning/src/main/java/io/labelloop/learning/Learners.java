package io.labelloop.learning;

import io.labelloop.model.Learner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The learners of classes that a campaign can name. */
public final class Learners {
  private static final Map<String, Supplier<Learner>> ALL = new LinkedHashMap<>();

  static {
    ALL.put(LogisticRegressionLearner.NAME, LogisticRegressionLearner::new);
    ALL.put(LogisticRegressionLearner.SINGLE_WORDS, () -> new LogisticRegressionLearner(false));
    ALL.put(LinearSvmLearner.NAME, LinearSvmLearner::new);
    ALL.put(RandomForestLearner.NAME, RandomForestLearner::new);
    ALL.put(BoostedTreesLearner.NAME, BoostedTreesLearner::new);
  }

  private Learners() {}

  /** The names, in the order in which they should be offered. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /** The names of those whose models are linear with a softmax. */
  public static Set<String> linear() {
    return Set.of(
        LogisticRegressionLearner.NAME,
        LogisticRegressionLearner.SINGLE_WORDS,
        LinearSvmLearner.NAME);
  }

  /** The names of those that can start from an earlier model, and weigh what they learn from. */
  public static Set<String> adaptable() {
    return Set.of(LogisticRegressionLearner.NAME, LogisticRegressionLearner.SINGLE_WORDS);
  }

  /** The names of those that cannot be used on this machine, and why. */
  public static Map<String, String> unavailable() {
    return BoostedTreesLearner.unavailable()
        .map(why -> Map.of(BoostedTreesLearner.NAME, why))
        .orElse(Map.of());
  }

  /** The learner of a name, or nothing if there is none. */
  public static Optional<Learner> named(String name) {
    return Optional.ofNullable(ALL.get(name)).map(Supplier::get);
  }
}
