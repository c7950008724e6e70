package io.labelloop.workflow.document;

import java.time.Instant;
import java.util.Locale;

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

  /**
   * What the names of the rounds' executions begin with. Such names are unique in an account for 90
   * days, and a campaign of this name may be run again in another folder.
   */
  public String executions(String prefix) {
    return campaign
        + "-"
        + String.format(
            Locale.ROOT, "%08x", (prefix + " " + execution + " " + claimedAt).hashCode());
  }
}
