package io.labelloop.campaign;

import io.labelloop.autolabel.AuditDesign;
import io.labelloop.budget.Money;
import io.labelloop.estimation.CertificationSize;
import io.labelloop.estimation.CertificationTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * What a campaign will take, before a cent of it is spent.
 *
 * @param items of the pool
 * @param certification how the accuracy is certified, where the file names a target
 * @param seedItems items of the first round beside the certification stream: the seed set, and the
 *     validation stream of a bandit
 * @param batchItems items of every later round
 * @param firstRound what the first round costs at most
 * @param roundAtLeast what a later round costs if no item is doubtful
 * @param roundAtMost what it costs if every item is asked as often as allowed
 * @param roundsAtLeast how many rounds the budget pays for, at the higher price
 * @param roundsAtMost the same at the lower price, within the round limit; empty without a limit
 * @param audit what automatic labels take, where the file asks for them
 * @param warnings what will not work as the file means it
 */
public record CampaignPlan(
    long items,
    Optional<Certification> certification,
    int seedItems,
    int batchItems,
    Money firstRound,
    Money roundAtLeast,
    Money roundAtMost,
    Optional<Integer> roundsAtLeast,
    Optional<Integer> roundsAtMost,
    Optional<Audit> audit,
    List<Finding> warnings) {
  public CampaignPlan {
    warnings = List.copyOf(warnings);
  }

  /**
   * The certification stream.
   *
   * @param labels items that are drawn
   * @param needed items that certify a model of accuracy {@code hopedFor} nine times in ten
   * @param roundError the error of the round that is counted with
   * @param cost of the items that are drawn, at most
   * @param power for each true accuracy, how many labels it takes
   */
  public record Certification(
      double target,
      double confidence,
      int labels,
      int needed,
      double hopedFor,
      double roundError,
      Money cost,
      List<Power> power) {
    public Certification {
      power = List.copyOf(power);
    }
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
   * The audit of automatic labels.
   *
   * @param looks audited items of a large first set at each look; larger sets ask for a part of
   *     that
   * @param firstLook what the first look costs
   */
  public record Audit(double precision, double confidence, List<Integer> looks, Money firstLook) {
    public Audit {
      looks = List.copyOf(looks);
    }
  }

  /** The plan of a campaign with a pool of so many items. */
  public static CampaignPlan of(CampaignSpec spec, long items) {
    Optional<Certification> certification =
        CertificationStream.test(spec).map(test -> certification(spec, test, items));
    int drawn = CertificationStream.size(spec, items);
    int seed =
        (int)
            Math.min(
                spec.query().seedSet().size() + spec.query().strategy().validation().orElse(0),
                Math.max(0, items - drawn));
    Redundancy redundancy = spec.workforce().annotationsPerItem();
    Money least = spec.workforce().prices().most(redundancy.min());
    Money most = spec.workforce().prices().most(redundancy.max());
    Money stream =
        CertificationStream.priceOfItem(spec)
            .times(drawn)
            .plus(
                spec.workforce()
                    .priceOfGold(
                        spec.certification().annotationsPerItem() * drawn
                            + redundancy.min() * seed));
    Money gold = spec.workforce().priceOfGold(redundancy.min() * spec.query().batchSize());
    Money first = stream.plus(most.times(seed));
    Money roundLeast = least.times(spec.query().batchSize()).plus(gold);
    Money roundMost = most.times(spec.query().batchSize()).plus(gold);
    Optional<Integer> dear = rounds(spec, first, roundMost);
    Optional<Integer> cheap = rounds(spec, stream.plus(least.times(seed)), roundLeast);
    Optional<Audit> audit = spec.autoLabel().map(auto -> audit(spec, auto));
    return new CampaignPlan(
        items,
        certification,
        seed,
        spec.query().batchSize(),
        first,
        roundLeast,
        roundMost,
        capped(spec, dear),
        capped(spec, cheap),
        audit,
        warnings(spec, items, certification, audit, first.plus(roundMost)));
  }

  private static Certification certification(
      CampaignSpec spec, CertificationTest test, long items) {
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
                        CertificationSize.labelsNeeded(target, alpha, accuracy, 0.8),
                        CertificationSize.labelsNeeded(target, alpha, accuracy, 0.9),
                        CertificationSize.powerOf(drawn, target, alpha, accuracy)))
            .toList();
    return new Certification(
        target,
        test.confidence(),
        drawn,
        plan.needed(),
        plan.hopedFor(),
        alpha,
        CertificationStream.priceOfItem(spec).times(drawn),
        power);
  }

  private static Audit audit(CampaignSpec spec, AutoLabelSpec auto) {
    int groups = auto.perClass() ? spec.task().labels().size() : 1;
    List<Integer> looks =
        AuditDesign.plannedLooks(auto.precision(), (1 - auto.confidence()) / groups);
    return new Audit(
        auto.precision(),
        auto.confidence(),
        looks,
        spec.workforce()
            .prices()
            .most(auto.annotationsPerItem())
            .times(looks.getFirst())
            .times(groups));
  }

  private static Optional<Integer> rounds(CampaignSpec spec, Money first, Money later) {
    return spec.stop()
        .budget()
        .map(
            budget -> {
              if (first.isMoreThan(budget)) {
                return 0;
              }
              return later.isZero() ? Integer.MAX_VALUE : 1 + budget.minus(first).paysFor(later);
            });
  }

  private static Optional<Integer> capped(CampaignSpec spec, Optional<Integer> rounds) {
    Optional<Integer> cap = spec.stop().maxRounds().stream().boxed().findFirst();
    return rounds.isPresent() && cap.isPresent()
        ? Optional.of(Math.min(rounds.get(), cap.get()))
        : rounds.or(() -> cap);
  }

  private static List<Finding> warnings(
      CampaignSpec spec,
      long items,
      Optional<Certification> certification,
      Optional<Audit> audit,
      Money twoRounds) {
    var warnings = new ArrayList<Finding>();
    spec.certification().size().stream()
        .filter(size -> size > items / 2)
        .forEach(
            size ->
                warnings.add(
                    warning(
                        "/certification/size",
                        size
                            + " is more than half of the pool's "
                            + items
                            + " items; "
                            + items / 2
                            + " are drawn")));
    certification.ifPresent(c -> certification(spec, items, c, twoRounds, warnings));
    audit.ifPresent(a -> audit(spec, items, a, warnings));
    return warnings;
  }

  private static void certification(
      CampaignSpec spec, long items, Certification c, Money twoRounds, List<Finding> warnings) {
    int fewest = (int) Math.ceil(Math.log(c.roundError()) / Math.log(c.target()));
    if (c.labels() < fewest) {
      warnings.add(
          warning(
              "/stop/accuracy",
              "a target of "
                  + c.target()
                  + " cannot be certified with "
                  + c.labels()
                  + " certification items, even if the model is right on all of them: it takes at least "
                  + fewest
                  + remedy(spec, items, fewest)));
    } else if (c.labels() < c.needed()) {
      warnings.add(
          warning(
              "/stop/accuracy",
              "with "
                  + c.labels()
                  + " certification items a model that is truly right on "
                  + c.hopedFor()
                  + " is certified in about "
                  + Math.round(
                      100
                          * CertificationSize.powerOf(
                              c.labels(), c.target(), c.roundError(), c.hopedFor()))
                  + " of 100 campaigns; "
                  + c.needed()
                  + " items would do it in 90"
                  + remedy(spec, items, c.needed())));
    }
    Money sum = larger(twoRounds, CertificationStream.budgetFor(spec, c.needed()));
    spec.stop()
        .budget()
        .filter(budget -> twoRounds.isMoreThan(budget) && c.labels() >= fewest)
        .ifPresent(
            budget ->
                warnings.add(
                    warning(
                        "/stop/budget",
                        budget
                            + " does not pay for the certification items, the seed set and one more batch; "
                            + sum
                            + " would")));
  }

  /** What to change: a larger pool where it is too small, else the sum that would do. */
  private static String remedy(CampaignSpec spec, long items, int labels) {
    if (spec.certification().size().isPresent()) {
      return "; raise /certification/size";
    }
    if (items / 2 < labels) {
      return "; the pool has " + items + " items, of which half may be drawn";
    }
    return "; a budget of " + CertificationStream.budgetFor(spec, labels) + " would do";
  }

  private static void audit(CampaignSpec spec, long items, Audit audit, List<Finding> warnings) {
    if (items / 2 < audit.looks().getFirst()) {
      warnings.add(
          warning(
              "/autoLabel/precision",
              "a precision of "
                  + audit.precision()
                  + " takes an audit of at least "
                  + audit.looks().getFirst()
                  + " items, more than half of the pool's "
                  + items
                  + ": nothing will be labeled automatically"));
    }
    spec.stop()
        .budget()
        .filter(audit.firstLook()::isMoreThan)
        .ifPresent(
            budget ->
                warnings.add(
                    warning(
                        "/autoLabel",
                        "the audit of automatic labels costs at least "
                            + audit.firstLook()
                            + ", more than the budget of "
                            + budget)));
  }

  private static Money larger(Money left, Money right) {
    return left.isMoreThan(right) ? left : right;
  }

  private static Finding warning(String pointer, String message) {
    return new Finding(pointer, message, Optional.empty());
  }
}
