package io.labelloop.campaign;

import io.labelloop.budget.Money;
import java.util.List;
import java.util.Optional;

/**
 * How SageMaker Ground Truth asks. It takes no new customers since July 2026; accounts that used it
 * before may go on.
 *
 * @param workTeam the ARN of a private, vendor or public work team
 * @param taskPrice what the public work team is paid for one answer: one of the service's fixed
 *     price points; only for the public one
 * @param pricePerObject what the service takes for one labeled item
 * @param title what annotators see in their list of tasks; by default the campaign's question
 * @param taskTimeLimitSeconds how long one task may take
 * @param availableSeconds how long a task waits for an annotator
 * @param maxConcurrentTasks how many items are before the annotators at a time
 * @param contentFreeOf what the content is free of: {@code personal-information}, {@code
 *     adult-content}
 * @param template a worker template of one's own, relative to the campaign file
 */
public record GroundTruthSpec(
    String workTeam,
    Optional<Money> taskPrice,
    Money pricePerObject,
    Optional<String> title,
    Optional<String> instructions,
    int taskTimeLimitSeconds,
    int availableSeconds,
    int maxConcurrentTasks,
    List<String> contentFreeOf,
    Optional<String> template) {
  public GroundTruthSpec {
    contentFreeOf = List.copyOf(contentFreeOf);
  }

  /** Whether the annotators are the public crowd. */
  public boolean publicWorkTeam() {
    return workTeam.endsWith(":workteam/public-crowd/default");
  }
}
