package io.labelloop.model;

import io.labelloop.numeric.Vector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Bagged models ({@link Bagging}). Where members disagree, the labels so far leave room for
 * different models.
 *
 * <p>Abe, Mamitsuka: Query learning strategies using boosting and bagging. ICML 1998.
 *
 * @param members at least one
 */
public record Committee(List<Classifier> members) {
  public Committee {
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a committee has at least 1 member, but got none");
    }
  }

  /**
   * Trains the members. The order of the examples does not matter.
   *
   * @param size how many members, at least 1
   */
  public static Committee train(
      int size,
      Learner learner,
      FeatureSpace space,
      ClassLabels classes,
      List<LabeledVector> examples,
      long seed,
      Instant trainedAt) {
    return train(Collections.nCopies(size, learner), space, classes, examples, seed, trainedAt);
  }

  /**
   * Trains members, each by its own learner. The order of the examples does not matter.
   *
   * @param learners one per member, at least 1
   */
  public static Committee train(
      List<Learner> learners,
      FeatureSpace space,
      ClassLabels classes,
      List<LabeledVector> examples,
      long seed,
      Instant trainedAt) {
    List<LabeledVector> sorted =
        examples.stream().sorted(Comparator.comparing(LabeledVector::id)).toList();
    var members = new ArrayList<Classifier>();
    for (int member = 0; member < learners.size(); member++) {
      members.add(
          learners
              .get(member)
              .train(space, classes, Bagging.draw(sorted, seed, member), seed, trainedAt));
    }
    return new Committee(members);
  }

  /** What each member says of an item, as {@link Classifier#probabilities} does. */
  public List<double[]> probabilities(Vector features) {
    return members.stream().map(member -> member.probabilities(features)).toList();
  }
}
