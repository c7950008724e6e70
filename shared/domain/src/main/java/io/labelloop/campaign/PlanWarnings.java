package io.labelloop.campaign;

import io.labelloop.estimation.BoundMethod;
import io.labelloop.estimation.CertificationSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of a campaign will not work as its file means it, and what to change. */
final class PlanWarnings {
  private final CampaignSpec spec;
  private final long items;
  private final PlannedMoney money;
  private final List<Finding> warnings = new ArrayList<>();

  PlanWarnings(CampaignSpec spec, long items, PlannedMoney money) {
    this.spec = spec;
    this.items = items;
    this.money = money;
  }

  List<Finding> of(Optional<CertificationPlan> certification, Optional<CampaignPlan.Audit> audit) {
    long most = CertificationStream.most(items);
    spec.certification().size().stream()
        .filter(size -> size > most)
        .forEach(
            size ->
                warn(
                    "/certification/size",
                    size
                        + " is more than half of the pool's "
                        + items
                        + " items; "
                        + most
                        + " are drawn"));
    certification.ifPresent(this::power);
    budget(certification);
    audit.ifPresent(this::audit);
    return warnings;
  }

  private void power(CertificationPlan c) {
    // of a model without a mistake
    int fewest = CertificationSize.labelsNeeded(method(), c.target(), c.roundError(), 1, 0.5);
    double power = power(c, c.labels());
    if (c.labels() < fewest) {
      warn(
          "/stop/accuracy",
          "a target of "
              + c.target()
              + " cannot be certified with "
              + c.labels()
              + " certification items, even if the model is right on all of them: it takes at least "
              + fewest
              + ", and "
              + c.needed()
              + " for a model that is truly right on "
              + c.hopedFor()
              + remedy(c));
    } else if (c.labels() < c.needed()) {
      warn(
          "/stop/accuracy",
          "with "
              + c.labels()
              + " certification items a model that is truly right on "
              + c.hopedFor()
              + " is certified in about "
              + Math.round(100 * power)
              + " of 100 campaigns; "
              + c.needed()
              + " items would do it in 90"
              + remedy(c));
    }
  }

  private double power(CertificationPlan c, int labels) {
    return CertificationSize.powerOf(method(), labels, c.target(), c.roundError(), c.hopedFor());
  }

  private BoundMethod method() {
    return CertificationStream.test(spec).orElseThrow().method();
  }

  /** What to change: a larger pool where it is too small, else the sum that would do. */
  private String remedy(CertificationPlan c) {
    if (spec.certification().size().isPresent()) {
      return "; raise /certification/size";
    }
    if (CertificationStream.most(items) < c.needed()) {
      return "; the pool has " + items + " items, of which half may be drawn";
    }
    return "; a budget of " + money.sufficientBudget(c.needed()) + " would do";
  }

  private void budget(Optional<CertificationPlan> certification) {
    int drawn = certification.map(CertificationPlan::labels).orElse(0);
    // what the rule would draw if the budget did not limit it
    int wanted =
        spec.certification().size().isPresent()
            ? drawn
            : (int)
                certification
                    .map(c -> Math.min(c.needed(), CertificationStream.most(items)))
                    .orElse(0L)
                    .longValue();
    spec.stop()
        .budget()
        .filter(budget -> money.toBeginWith(drawn).isMoreThan(budget))
        .ifPresent(
            budget ->
                warn(
                    "/stop/budget",
                    budget
                        + " does not pay for "
                        + (drawn > 0 ? "the certification items, " : "")
                        + "the seed set"
                        + (spec.autoLabel().isPresent() ? ", the audit of automatic labels" : "")
                        + " and one more batch; "
                        + money.sufficientBudget(wanted)
                        + " would"));
  }

  private void audit(CampaignPlan.Audit audit) {
    if (items / 2 < audit.looks().getFirst()) {
      warn(
          "/autoLabel/precision",
          "a precision of "
              + audit.precision()
              + " takes an audit of at least "
              + audit.looks().getFirst()
              + " items, more than half of the pool's "
              + items
              + ": nothing will be labeled automatically");
    }
    spec.stop()
        .budget()
        .filter(audit.firstLook()::isMoreThan)
        .ifPresent(
            budget ->
                warn(
                    "/autoLabel",
                    "the audit of automatic labels costs at least "
                        + audit.firstLook()
                        + ", more than the budget of "
                        + budget));
  }

  private void warn(String pointer, String message) {
    warnings.add(new Finding(pointer, message, Optional.empty()));
  }
}
