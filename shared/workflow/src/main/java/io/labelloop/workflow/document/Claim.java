package io.labelloop.workflow.document;

import java.time.Instant;

/**
 * Which execution runs a campaign. Written once: a second trigger for the same campaign finds it
 * and ends.
 *
 * @param version of this document's form
 * @param campaign the campaign's id
 * @param execution the name of the workflow execution that claimed it
 */
public record Claim(int version, String campaign, String execution, Instant claimedAt) {
  public static final int VERSION = 1;
}
