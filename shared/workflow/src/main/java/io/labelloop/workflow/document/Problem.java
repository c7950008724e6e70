package io.labelloop.workflow.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.Optional;

/**
 * Why a campaign failed, for people: the error's name and what to change.
 *
 * @param execution the name of the execution that failed
 * @param leftInOrder when its jobs were closed and its money was released; none before
 * @param redrives how often the execution had been redriven when it failed
 */
public record Problem(
    int version,
    String campaign,
    String error,
    String cause,
    Instant at,
    Optional<String> execution,
    Optional<Instant> leftInOrder,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
        int redrives) {
  public static final int VERSION = 1;

  /** The error's name of a campaign that a person stopped: no failure, and its report says so. */
  public static final String STOPPED = "Campaign.Stopped";

  /** Whether it is an execution's; one that names none is taken for it. */
  public boolean isOf(String name) {
    return execution.orElse(name).equals(name);
  }

  /** The same, with everything closed. */
  public Problem leftInOrder(Instant when) {
    return new Problem(version, campaign, error, cause, at, execution, Optional.of(when), redrives);
  }

  /**
   * The problem of the execution that has claimed a campaign. One of another execution, from before
   * the claim or from before the redrive that took the campaign up is solved.
   */
  public static Optional<Problem> of(DocumentStore documents, CampaignKeys keys, Claim claim) {
    return documents
        .find(keys.problem(), Problem.class)
        .filter(problem -> problem.isOf(claim.execution()))
        .filter(
            problem ->
                claim.redrives() > 0
                    ? problem.redrives() >= claim.redrives()
                    : !problem.at().isBefore(claim.since()));
  }
}
