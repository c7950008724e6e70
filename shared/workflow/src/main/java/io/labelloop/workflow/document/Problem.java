package io.labelloop.workflow.document;

import java.time.Instant;

/** Why a campaign failed, for people: the error's name and what to change. */
public record Problem(int version, String campaign, String error, String cause, Instant at) {
  public static final int VERSION = 1;

  /** The error's name of a campaign that a person stopped: no failure, and its report says so. */
  public static final String STOPPED = "Campaign.Stopped";
}
