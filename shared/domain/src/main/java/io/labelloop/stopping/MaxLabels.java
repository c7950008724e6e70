package io.labelloop.stopping;

/**
 * Ends when so many items have a label from people.
 *
 * @param cap at least 1
 */
public record MaxLabels(long cap) implements StoppingCriterion {
  public MaxLabels {
    if (cap < 1) {
      throw new IllegalArgumentException("the label limit must be at least 1, but was " + cap);
    }
  }

  @Override
  public Verdict evaluate(CampaignProgress progress) {
    return Verdict.of(
        "labels",
        progress.labels() >= cap,
        Outcome.LABEL_LIMIT,
        progress.labels() + " of " + cap + " items have a label");
  }
}
