package io.labelloop.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.labelloop.budget.Money;
import io.labelloop.estimation.CertificationSize;
import io.labelloop.estimation.CertificationTest;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * How the accuracy will be certified.
 *
 * @param labels items that are drawn
 * @param needed items that certify a model of accuracy {@code hopedFor} nine times in ten
 * @param roundError the error of the round that is counted with
 * @param audited items of these that a second panel labels too
 * @param cost of the items that are drawn, at most, the second panel's answers among it
 * @param power for each true accuracy, how many labels it takes
 * @param growth how the stream follows a growing pool; empty where the pool does not grow
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record CertificationPlan(
    double target,
    double confidence,
    int labels,
    int needed,
    double hopedFor,
    double roundError,
    int audited,
    Money cost,
    List<Power> power,
    Optional<Growth> growth) {
  private static final int GROWTH_ITEMS = 1_000;

  public CertificationPlan {
    power = List.copyOf(power);
  }

  /**
   * A model of a true accuracy.
   *
   * @param labels80 labels with which it is certified in 80 of 100 campaigns
   * @param labels90 the same in 90 of 100
   * @param probability that the labels that are drawn certify it in one round
   */
  public record Power(double trueAccuracy, int labels80, int labels90, double probability) {}

  /**
   * What new items of the pool add to the stream.
   *
   * @param items that come
   * @param labels certification items that are drawn of them
   * @param cost of those, at most
   */
  public record Growth(int items, int labels, Money cost) {}

  /** The plan for a pool of so many items; nothing where the file has no target. */
  static Optional<CertificationPlan> of(CampaignSpec spec, long items) {
    return CertificationStream.test(spec).map(test -> of(spec, test, items));
  }

  private static CertificationPlan of(CampaignSpec spec, CertificationTest test, long items) {
    double alpha = test.spending().planningAlpha(1 - test.confidence());
    double target = test.target();
    CertificationSize.Plan plan = CertificationSize.DEFAULT.plan(test, items);
    int drawn = CertificationStream.size(spec, items);
    List<Power> power =
        DoubleStream.of(0.25, 0.5, 0.75, 1)
            .map(share -> Math.round((target + share * (1 - target)) * 10_000) / 10_000.0)
            .filter(accuracy -> accuracy > target)
            .mapToObj(
                accuracy ->
                    new Power(
                        accuracy,
                        CertificationSize.labelsNeeded(test.method(), target, alpha, accuracy, 0.8),
                        CertificationSize.labelsNeeded(test.method(), target, alpha, accuracy, 0.9),
                        CertificationSize.powerOf(test.method(), drawn, target, alpha, accuracy)))
            .toList();
    return new CertificationPlan(
        target,
        test.confidence(),
        drawn,
        plan.needed(),
        plan.hopedFor(),
        alpha,
        CertificationStream.audited(spec, drawn),
        CertificationStream.cost(spec, drawn),
        power,
        spec.pool().growing() && items > 0
            ? Optional.of(growth(spec, drawn, items))
            : Optional.empty());
  }

  private static Growth growth(CampaignSpec spec, int drawn, long items) {
    int more = CertificationStream.grown(drawn, items, items + GROWTH_ITEMS) - drawn;
    return new Growth(GROWTH_ITEMS, more, CertificationStream.cost(spec, more));
  }
}
