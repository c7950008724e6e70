package io.labelloop.campaign;

import io.labelloop.autolabel.AuditDesign;
import io.labelloop.budget.Money;
import java.util.List;
import java.util.Optional;

/** What the parts of a campaign cost, before it starts. */
final class PlannedMoney {
  // a first look and one more
  private static final int RESERVED_LOOKS = 2;

  private final CampaignSpec spec;
  private final long items;

  PlannedMoney(CampaignSpec spec, long items) {
    this.spec = spec;
    this.items = items;
  }

  /** Items of the seed set and of the validation stream, beside so many certification items. */
  int seedItems(int certification) {
    return (int)
        Math.min(
            spec.query().seedSet().size() + spec.validationItems(),
            Math.max(0, items - certification));
  }

  /** The first round with so many certification items and so many answers for each seed item. */
  Money firstRound(int certification, int answers) {
    int seed = seedItems(certification);
    int asked = spec.certification().annotationsPerItem() * certification + least() * seed;
    return CertificationStream.cost(spec, certification)
        .plus(spec.workforce().prices().most(answers).times(seed))
        .plus(spec.workforce().priceOfGold(asked));
  }

  /** A later round with so many answers for each item, and its hidden gold. */
  Money laterRound(int answers) {
    int batch = spec.query().batchSize();
    return spec.workforce()
        .prices()
        .most(answers)
        .times(batch)
        .plus(spec.workforce().priceOfGold(least() * batch));
  }

  private int least() {
    return spec.workforce().annotationsPerItem().min();
  }

  /** How many rounds the budget pays for, within the round limit; empty where neither limits. */
  Optional<Integer> rounds(int certification, int answers) {
    Money first = firstRound(certification, answers);
    Money later = laterRound(answers);
    Optional<Integer> paid =
        spec.stop()
            .budget()
            .map(
                budget -> {
                  if (first.isMoreThan(budget)) {
                    return 0;
                  }
                  return later.isZero()
                      ? Integer.MAX_VALUE
                      : 1 + budget.minus(first).paysFor(later);
                });
    Optional<Integer> cap = spec.stop().maxRounds().stream().boxed().findFirst();
    return paid.isPresent() && cap.isPresent()
        ? Optional.of(Math.min(paid.get(), cap.get()))
        : paid.or(() -> cap);
  }

  /** The first round, one more, and what is set aside for the audit of automatic labels. */
  Money toBeginWith(int certification) {
    int most = spec.workforce().annotationsPerItem().max();
    Money learning = firstRound(certification, most).plus(laterRound(most));
    return spec.autoLabel()
        .map(auto -> learning.plus(audit(auto, RESERVED_LOOKS)))
        .orElse(learning);
  }

  /**
   * The budget that would do: so many certification items are drawn of it, and it pays for them and
   * a round to learn by.
   */
  Money sufficientBudget(int certification) {
    Money drawn = CertificationStream.budgetFor(spec, certification);
    Money begun = toBeginWith(certification);
    return drawn.isMoreThan(begun) ? drawn : begun;
  }

  /** What the audit of automatic labels costs up to a look. */
  Money audit(AutoLabelSpec auto, int look) {
    int groups = auto.perClass() ? spec.task().labels().size() : 1;
    return spec.workforce()
        .prices()
        .most(auto.annotationsPerItem())
        .times(looks(spec, auto).get(look - 1))
        .times(groups);
  }

  /** The looks of the audit at a large first set. */
  static List<Integer> looks(CampaignSpec spec, AutoLabelSpec auto) {
    int groups = auto.perClass() ? spec.task().labels().size() : 1;
    return AuditDesign.plannedLooks(auto.precision(), (1 - auto.confidence()) / groups);
  }
}
