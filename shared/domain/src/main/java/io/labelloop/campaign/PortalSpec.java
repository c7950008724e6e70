package io.labelloop.campaign;

import java.time.Duration;

/**
 * How the labeling portal asks.
 *
 * @param shortGuidelines always in sight; plain text, may be empty
 * @param fullGuidelines one key away; Markdown, may be empty. Both are what the campaign starts
 *     with; a manager may change them
 * @param deadline how long people may take for one job
 * @param leaseMin how long an item is kept for a person at least
 * @param leaseMax how long at most
 */
public record PortalSpec(
    String shortGuidelines,
    String fullGuidelines,
    Order order,
    Duration deadline,
    Duration leaseMin,
    Duration leaseMax) {
  /** What a campaign file that says nothing gets. */
  public static final PortalSpec DEFAULT =
      new PortalSpec(
          "", "", Order.RANDOM, Duration.ofDays(14), Duration.ofMinutes(2), Duration.ofMinutes(30));

  /** In which order people meet the items of a job; it differs by person in both cases. */
  public enum Order {
    RANDOM,
    EASY_FIRST
  }
}
