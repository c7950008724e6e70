package io.labelloop.aws.metrics;

/** What is measured, under its name in CloudWatch. */
public enum Figure {
  /** Answers that a wave brought. */
  ANNOTATIONS("Annotations", "Count"),

  /** The part of a campaign's budget that is spent or held for questions. */
  BUDGET_USED("BudgetUsed", "Percent"),

  /** The lower bound on accuracy after a round, 0 to 1. */
  CERTIFIED_BOUND("CertifiedBound", "None"),

  /** By how much that bound is below the bound of the round before; 0 if it is not. */
  CERTIFIED_BOUND_FALL("CertifiedBoundFall", "None"),

  /** All money that a campaign has spent by now, in its currency. */
  COST("Cost", "None"),

  /** How long the oldest open question of a campaign has waited; 0 once it was answered. */
  QUEUE_AGE("QueueAge", "Seconds"),

  /** Lines of a campaign's pool that are no items. */
  REJECTED_LINES("RejectedLines", "Count"),

  /** Items of a shard that a round scored. */
  SCORED_ITEMS("ScoredItems", "Count"),

  /** The time from a step's input to its output. */
  STEP_SECONDS("StepSeconds", "Seconds"),

  /** Questions of a wave for which there was no money. */
  UNAFFORDABLE_QUESTIONS("UnaffordableQuestions", "Count");

  private final String metric;
  private final String unit;

  Figure(String metric, String unit) {
    this.metric = metric;
    this.unit = unit;
  }

  /** Its name in CloudWatch. */
  public String metric() {
    return metric;
  }

  /** Its unit, as CloudWatch calls it. */
  public String unit() {
    return unit;
  }
}
