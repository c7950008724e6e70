package io.labelloop.workflow.audit;

import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.Forgotten;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.step.Campaign;
import io.labelloop.workflow.step.CampaignSteps;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Verifies a campaign: the checksum of every document, what must hold among the records, and every
 * derived document by making it again from the pool and the raw answers.
 *
 * <p>Checksums find a changed byte; the rest finds who changed the checksums too. What an audit
 * cannot find is answers that were invented together with all that follows from them.
 */
public final class CampaignAudit {
  private final ObjectStore objects;
  private final Function<ObjectStore, CampaignSteps> stepsOver;
  private final InstantSource clock;

  /**
   * @param stepsOver the campaign's own steps over a store; an audit asks nobody and pays nobody
   * @param clock tells which answers are from the future
   */
  public CampaignAudit(
      ObjectStore objects, Function<ObjectStore, CampaignSteps> stepsOver, InstantSource clock) {
    this.objects = objects;
    this.stepsOver = stepsOver;
    this.clock = clock;
  }

  /** Verifies the campaign with a prefix, whether it has ended or not. */
  public Audit of(CampaignKeys keys) {
    ChecksumChecks.Result sums = ChecksumChecks.of(new DocumentStore(objects), keys);
    var findings = new ArrayList<>(sums.findings());
    CampaignSteps steps = stepsOver.apply(objects);
    Optional<Campaign> campaign =
        attempt(keys, findings, () -> steps.campaigns().open(keys.prefix()));
    int recomputed = 0;
    if (campaign.isPresent()) {
      findings.addAll(RecordChecks.of(campaign.get(), steps.ledger(), clock.instant()));
      Optional<Rehearsal.Result> rehearsal =
          attempt(keys, findings, () -> new Rehearsal(stepsOver).of(campaign.get()));
      rehearsal.ifPresent(result -> findings.addAll(result.findings()));
      recomputed = rehearsal.map(Rehearsal.Result::documents).orElse(0);
    }
    List<Forgotten.Entry> forgotten =
        attempt(keys, findings, () -> Forgotten.of(new DocumentStore(objects), keys).entries())
            .orElse(List.of());
    findings.sort(Comparator.comparing(AuditFinding::document));
    return new Audit(sums.documents(), recomputed, forgotten, List.copyOf(findings));
  }

  private interface Attempt<T> {
    T run();
  }

  /** What a document breaks that cannot be read is a finding; its checksum names the document. */
  private static <T> Optional<T> attempt(
      CampaignKeys keys, List<AuditFinding> findings, Attempt<T> attempt) {
    try {
      return Optional.of(attempt.run());
    } catch (RuntimeException broken) {
      findings.add(
          new AuditFinding(keys.prefix(), "cannot be computed again: " + broken.getMessage()));
      return Optional.empty();
    }
  }
}
