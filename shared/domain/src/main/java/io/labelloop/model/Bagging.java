package io.labelloop.model;

import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Bootstrap samples for the members of a committee: as many examples as there are, drawn with
 * replacement.
 *
 * <p>Breiman: Bagging predictors. Machine Learning 24(2), 1996.
 */
public final class Bagging {
  private Bagging() {}

  /**
   * The examples of one member.
   *
   * @param examples at least one, in an order that does not depend on how they came
   * @param member its number, from 0; another one's sample has nothing to do with it
   */
  public static <T> List<T> draw(List<T> examples, long seed, int member) {
    UniformRandomProvider random =
        RandomSource.XO_SHI_RO_256_PP.create(
            new SeededOrder(seed, "committee-" + member).placeOf(new ItemId("draws")));
    return examples.stream().map(example -> examples.get(random.nextInt(examples.size()))).toList();
  }
}
