package io.labelloop.workflow.audit;

import java.util.List;

/**
 * What an audit of a campaign came to.
 *
 * @param checked documents whose checksum was compared; 0 before the campaign has ended
 * @param recomputed documents that were made again from pool and answers
 * @param findings all that is wrong, in the order of the keys; empty for a sound campaign
 */
public record Audit(int checked, int recomputed, List<AuditFinding> findings) {
  public Audit {
    findings = List.copyOf(findings);
  }

  /** Whether nothing is wrong. */
  public boolean sound() {
    return findings.isEmpty();
  }
}
