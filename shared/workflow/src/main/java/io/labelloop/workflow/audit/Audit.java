package io.labelloop.workflow.audit;

import io.labelloop.workflow.document.Forgotten;
import java.util.List;

/**
 * What an audit of a campaign came to.
 *
 * @param checked documents whose checksum was compared; 0 before the campaign has ended
 * @param recomputed documents that were made again from pool and answers
 * @param forgotten items whose content was taken out; where there are some, only what follows from
 *     answers alone is made again
 * @param findings all that is wrong, in the order of the keys; empty for a sound campaign
 */
public record Audit(
    int checked, int recomputed, List<Forgotten.Entry> forgotten, List<AuditFinding> findings) {
  public Audit {
    forgotten = List.copyOf(forgotten);
    findings = List.copyOf(findings);
  }

  /** Whether nothing is wrong. */
  public boolean sound() {
    return findings.isEmpty();
  }
}
