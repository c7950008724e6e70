package io.labelloop.workflow.document;

import java.time.Instant;
import java.util.Optional;

/** Why a campaign failed, for people: the error's name and what to change. */
public record Problem(int version, String campaign, String error, String cause, Instant at) {
  public static final int VERSION = 1;

  /** The error's name of a campaign that a person stopped: no failure, and its report says so. */
  public static final String STOPPED = "Campaign.Stopped";

  /**
   * The problem of the execution that has claimed a campaign; one from before the claim is solved.
   */
  public static Optional<Problem> of(DocumentStore documents, CampaignKeys keys, Claim claim) {
    return documents
        .find(keys.problem(), Problem.class)
        .filter(problem -> !problem.at().isBefore(claim.since()));
  }
}
