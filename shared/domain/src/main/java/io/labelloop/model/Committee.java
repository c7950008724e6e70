package io.labelloop.model;

import io.labelloop.numeric.Vector;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Bagged models: each member is trained on as many examples as there are, drawn with replacement.
 * Where members disagree, the labels so far leave room for different models.
 *
 * <p>Breiman: Bagging predictors. Machine Learning 24(2), 1996. Abe, Mamitsuka: Query learning
 * strategies using boosting and bagging. ICML 1998.
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
          learners.get(member).train(space, classes, drawn(sorted, seed, member), seed, trainedAt));
    }
    return new Committee(members);
  }

  private static List<LabeledVector> drawn(List<LabeledVector> examples, long seed, int member) {
    UniformRandomProvider random =
        RandomSource.XO_SHI_RO_256_PP.create(
            new SeededOrder(seed, "committee-" + member).placeOf(new ItemId("draws")));
    return examples.stream().map(example -> examples.get(random.nextInt(examples.size()))).toList();
  }

  /** What each member says of an item, as {@link Classifier#probabilities} does. */
  public List<double[]> probabilities(Vector features) {
    return members.stream().map(member -> member.probabilities(features)).toList();
  }
}
