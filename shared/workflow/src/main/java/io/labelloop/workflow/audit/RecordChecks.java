package io.labelloop.workflow.audit;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotatorId;
import io.labelloop.budget.BudgetLedger;
import io.labelloop.budget.LedgerEntry;
import io.labelloop.budget.Money;
import io.labelloop.budget.ReservationId;
import io.labelloop.campaign.WorkforceType;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.Stream;
import io.labelloop.stopping.Outcome;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.CampaignOrders;
import io.labelloop.workflow.document.Decision;
import io.labelloop.workflow.document.Evaluation;
import io.labelloop.workflow.document.Streams;
import io.labelloop.workflow.document.Wave;
import io.labelloop.workflow.step.Campaign;
import io.labelloop.workflow.step.LedgerBook;
import io.labelloop.workflow.step.ReserveBudget;
import io.labelloop.workflow.step.WaveCost;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What must hold among the records, which nothing derives: streams that never mix, answers to
 * questions that were asked, and books that balance.
 */
final class RecordChecks {
  private final Campaign campaign;
  private final LedgerBook ledger;
  private final Instant now;
  private final List<AuditFinding> findings = new ArrayList<>();

  private RecordChecks(Campaign campaign, LedgerBook ledger, Instant now) {
    this.campaign = campaign;
    this.ledger = ledger;
    this.now = now;
  }

  static List<AuditFinding> of(Campaign campaign, LedgerBook ledger, Instant now) {
    var checks = new RecordChecks(campaign, ledger, now);
    checks.check("streams", checks::streams);
    checks.check("answers", checks::answers);
    checks.check("ledger", checks::books);
    checks.check("decisions", checks::decisions);
    checks.check("orders", checks::orders);
    return checks.findings;
  }

  private void check(String what, Runnable check) {
    try {
      check.run();
    } catch (RuntimeException broken) {
      finding(campaign.keys().prefix(), "cannot be checked (" + what + "): " + broken.getMessage());
    }
  }

  private void finding(String key, String problem) {
    findings.add(new AuditFinding(key, problem));
  }

  private void streams() {
    if (!campaign.documents().has(campaign.keys().streams())) {
      return;
    }
    Streams streams = campaign.streams();
    Set<ItemId> certification = Set.copyOf(streams.certification());
    Set<ItemId> validation = Set.copyOf(streams.validation().orElse(List.of()));
    var asked = new HashSet<ItemId>();
    for (int round = 1; round <= campaign.startedRounds(); round++) {
      for (BatchItem item : campaign.batch(round)) {
        if (!asked.add(item.id())) {
          finding(campaign.keys().batch(round), "asks about '" + item.id() + "' a second time");
        }
        if (certification.contains(item.id()) != (item.stream() == Stream.CERTIFICATION)
            || validation.contains(item.id()) != (item.stream() == Stream.VALIDATION)) {
          finding(
              campaign.keys().batch(round),
              "has '"
                  + item.id()
                  + "' in the stream "
                  + item.stream()
                  + ", where it was not drawn");
        }
      }
    }
  }

  private void answers() {
    Map<ItemId, Set<AnnotatorId>> answered = new HashMap<>();
    Set<ItemId> gold = campaign.gold().keySet();
    Map<ReservationId, Instant> paid = settledAt();
    for (int round = 1; round <= campaign.startedRounds(); round++) {
      for (Wave wave : campaign.publishedWaves(round)) {
        String key = campaign.keys().annotations(round, wave.wave());
        Set<ItemId> asked = new HashSet<>();
        wave.questions().forEach(question -> asked.add(question.item()));
        for (Annotation answer : campaign.annotations(round, wave.wave())) {
          if (!asked.contains(answer.item()) && !gold.contains(answer.item())) {
            finding(key, "has an answer about '" + answer.item() + "' that nobody asked for");
          }
          if (!answered
              .computeIfAbsent(answer.item(), item -> new HashSet<>())
              .add(answer.annotator())) {
            finding(
                key,
                "has a second answer of " + answer.annotator() + " about '" + answer.item() + "'");
          }
          if (!campaign.isSequence() && answer.label() >= campaign.labels().size()) {
            finding(
                key,
                "has the label "
                    + answer.label()
                    + " for '"
                    + answer.item()
                    + "', but the task has the labels 0 to "
                    + (campaign.labels().size() - 1));
          }
          if (answer.answeredAt().isAfter(latest(paid, round, wave))) {
            finding(
                key,
                "has an answer of "
                    + answer.annotator()
                    + " about '"
                    + answer.item()
                    + "' of "
                    + answer.answeredAt()
                    + ", after it was collected ("
                    + latest(paid, round, wave)
                    + ")");
          }
          if (answer.answeredAt().isBefore(campaign.claim().claimedAt())) {
            finding(
                key,
                "has an answer about '"
                    + answer.item()
                    + "' of "
                    + answer.answeredAt()
                    + ", before the campaign began");
          }
        }
      }
    }
  }

  /** When each wave was paid for: its answers had been collected by then. */
  private Map<ReservationId, Instant> settledAt() {
    Map<ReservationId, Instant> at = new HashMap<>();
    try {
      for (LedgerEntry entry : ledger.read(campaign).entries()) {
        if (entry instanceof LedgerEntry.Settled payment) {
          at.put(payment.id(), payment.at());
        }
      }
    } catch (IllegalArgumentException | IllegalStateException unbalanced) {
      // the check of the books says so
      return Map.of();
    }
    return at;
  }

  /** The last instant at which an answer to a wave can have been given. */
  private Instant latest(Map<ReservationId, Instant> paid, int round, Wave wave) {
    Instant collected = paid.get(ReserveBudget.reservation(round, wave.wave()));
    if (collected != null) {
      return collected;
    }
    // simulated time has nothing to do with now
    return campaign.spec().workforce().type() == WorkforceType.SIMULATED ? Instant.MAX : now;
  }

  private void books() {
    String key = campaign.keys().ledger();
    BudgetLedger books;
    try {
      books = ledger.read(campaign);
    } catch (IllegalArgumentException | IllegalStateException unbalanced) {
      finding(key, "does not balance: " + unbalanced.getMessage());
      return;
    }
    Map<ReservationId, Money> settled = new HashMap<>();
    for (LedgerEntry entry : books.entries()) {
      if (entry instanceof LedgerEntry.Settled payment) {
        settled.put(payment.id(), payment.spent());
      }
    }
    boolean ended = campaign.documents().has(campaign.keys().labels());
    for (int round = 1; round <= campaign.startedRounds(); round++) {
      for (Wave wave : campaign.publishedWaves(round)) {
        ReservationId id = ReserveBudget.reservation(round, wave.wave());
        Money due = WaveCost.due(campaign, wave);
        Money paid = settled.remove(id);
        if (paid == null ? ended : !paid.equals(due)) {
          finding(
              key,
              "has "
                  + (paid == null ? "not settled " : "settled " + paid + " for ")
                  + id
                  + ", whose answers cost "
                  + due);
        }
      }
    }
    settled.forEach(
        (id, paid) -> {
          if (!paid.isZero()) {
            finding(key, "has settled " + paid + " for " + id + ", which asked nobody");
          }
        });
    if (ended && !books.open().isEmpty()) {
      finding(key, "still holds money for " + books.open());
    }
  }

  /** The target may have changed since the evaluation; its bound has not. */
  private boolean reaches(double lowerBound) {
    return campaign.stop().accuracy().filter(a -> lowerBound >= a.target()).isPresent();
  }

  private void decisions() {
    for (int round = 1; round <= campaign.startedRounds(); round++) {
      String key = campaign.keys().decision(round);
      boolean certified =
          campaign
              .documents()
              .find(campaign.keys().evaluation(round), Evaluation.class)
              .filter(evaluation -> evaluation.labels() > 0)
              .map(evaluation -> reaches(evaluation.lowerBound()))
              .orElse(false);
      boolean claims =
          campaign
              .documents()
              .find(key, Decision.class)
              .map(decision -> decision.outcome().equals("accuracy-certified"))
              .orElse(false);
      if (claims && !certified) {
        finding(key, "says that the accuracy is certified, but the evaluation does not");
      }
    }
  }

  /** A decision follows the orders that it knew of, and those alone. */
  private void orders() {
    CampaignOrders orders = CampaignOrders.of(campaign.documents(), campaign.keys());
    int before = 0;
    for (int round = 1; round <= campaign.startedRounds(); round++) {
      String key = campaign.keys().decision(round);
      Optional<Decision> decision = campaign.documents().find(key, Decision.class);
      if (decision.isEmpty()) {
        continue;
      }
      int known = decision.get().orders().orElse(0);
      if (known < before || known > orders.orders().size()) {
        finding(key, "knew of " + known + " orders, but there were " + orders.orders().size());
        return;
      }
      before = known;
      boolean stopped =
          orders.orders().subList(0, known).stream()
              .anyMatch(order -> order.kind() == CampaignOrders.Kind.STOP);
      boolean saysSo = decision.get().outcome().equals(Outcome.STOPPED.label());
      if (saysSo && !stopped) {
        finding(key, "says that a person stopped the campaign, but nobody ordered it");
      }
      if (stopped && decision.get().more()) {
        finding(key, "goes on although a person had stopped the campaign");
      }
    }
  }
}
