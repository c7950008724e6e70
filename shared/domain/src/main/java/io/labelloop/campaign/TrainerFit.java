package io.labelloop.campaign;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which trainers fit where.
 *
 * @param linear the trainers whose models are linear with a softmax
 * @param needLinear the query strategies whose formulas are for such models
 * @param adaptable the trainers that can start from an earlier model, and weigh what they learn
 *     from
 * @param unavailable trainers that cannot be used here, and why
 */
public record TrainerFit(
    Set<String> linear,
    Set<String> needLinear,
    Set<String> adaptable,
    Map<String, String> unavailable) {
  /** Every trainer is here and fits everything. */
  public static final TrainerFit ANY = new TrainerFit(Set.of(), Set.of(), Set.of(), Map.of());

  public TrainerFit {
    linear = Set.copyOf(linear);
    needLinear = Set.copyOf(needLinear);
    adaptable = Set.copyOf(adaptable);
    unavailable = Map.copyOf(unavailable);
  }

  /** Whether a strategy can be used with a trainer. */
  public boolean fits(TrainerSpec trainer, StrategySpec strategy) {
    return misfits(trainer, strategy).isEmpty();
  }

  /** The same trainers, which fit every strategy. */
  public TrainerFit forEveryStrategy() {
    return new TrainerFit(linear, Set.of(), adaptable, unavailable);
  }

  /** The parts of a strategy that are for linear models, if the trainer makes others. */
  Set<String> misfits(TrainerSpec trainer, StrategySpec strategy) {
    var needing = new TreeSet<String>();
    if (trainer.isCommittee() || !linear.containsAll(trainer.names())) {
      collect(strategy, needing);
    }
    return needing;
  }

  private void collect(StrategySpec strategy, Set<String> found) {
    if (needLinear.contains(strategy.type())) {
      found.add(strategy.type());
    }
    strategy.of().forEach(part -> collect(part, found));
  }
}
