package io.labelloop.workflow.document;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a paused execution waits.
 *
 * @param round the round after which it waits; whether it still does is said by the orders
 * @param since when it came there
 * @param taskToken lets it go on; none where the run has ended and is started again to go on
 */
public record CampaignPause(int version, int round, Instant since, Optional<String> taskToken) {
  public static final int VERSION = 1;

  /** The latest pause of a campaign. */
  public static Optional<CampaignPause> find(DocumentStore documents, CampaignKeys keys) {
    return documents.find(keys.pause(), CampaignPause.class);
  }
}
