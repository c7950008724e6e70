package io.labelloop.local.cli;

import io.labelloop.workflow.operation.CampaignOperations;
import io.labelloop.workflow.operation.CampaignStatus;
import io.labelloop.workflow.operation.ForgetItem;
import io.labelloop.workflow.report.CampaignSummary;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A campaign of a directory or of a stack on AWS, as the commands look at it that operate it.
 *
 * @param name for messages
 * @param prefix where its documents lie in its store
 * @param summary what it came to so far
 * @param status where it stands; nothing before it has begun
 * @param forgetting takes items' content out of it
 * @param place what is let go in the end
 */
record OperatedCampaign(
    String name,
    String prefix,
    CampaignOperations operations,
    Supplier<CampaignSummary> summary,
    Supplier<Optional<CampaignStatus>> status,
    Supplier<ForgetItem> forgetting,
    Runnable place)
    implements AutoCloseable {
  @Override
  public void close() {
    place.run();
  }
}
