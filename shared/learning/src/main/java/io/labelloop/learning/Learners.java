package io.labelloop.learning;

import io.labelloop.model.Learner;
import java.util.List;
import java.util.Optional;

/** The learners that a campaign can name. */
public final class Learners {
  private static final String LOGISTIC_REGRESSION = "logistic-regression";

  private Learners() {}

  /** The names, in the order in which they should be offered. */
  public static List<String> names() {
    return List.of(LOGISTIC_REGRESSION);
  }

  /** The learner of a name, or nothing if there is none. */
  public static Optional<Learner> named(String name) {
    return name.equals(LOGISTIC_REGRESSION)
        ? Optional.of(new LogisticRegressionLearner())
        : Optional.empty();
  }
}
