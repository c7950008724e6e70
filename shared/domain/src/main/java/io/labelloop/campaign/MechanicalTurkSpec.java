package io.labelloop.campaign;

import io.labelloop.budget.Money;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How Amazon Mechanical Turk asks. The service closed on 30 September 2026; what is here follows
 * its published contract.
 *
 * @param itemsPerPage how many items one HIT shows
 * @param title what workers see in their list of HITs; by default the campaign's question
 * @param taskTimeLimitSeconds how long a worker may take for a page
 * @param availableSeconds how long a HIT waits for workers
 * @param autoApprovalSeconds after which an assignment is paid, whatever happens to the campaign
 * @param approval which assignments are paid
 * @param hourlyPay what a worker shall earn in an hour at least; what the reward lacks is paid as a
 *     bonus
 * @param bonusShare the part of the money that is kept for bonuses, from 0 to 0.5
 */
public record MechanicalTurkSpec(
    int itemsPerPage,
    Optional<String> title,
    Optional<String> instructions,
    int taskTimeLimitSeconds,
    int availableSeconds,
    int autoApprovalSeconds,
    Approval approval,
    Optional<Money> hourlyPay,
    double bonusShare,
    Qualifications qualifications) {

  /** Which assignments are paid. */
  public enum Approval {
    /** All of them: doubts about an answer are the consolidation's matter, not the worker's. */
    ALL,
    /** Those with an answer; one that has none at all is rejected with a word why. */
    ANSWERED
  }

  /**
   * Who may work on the HITs.
   *
   * @param approvedPercent the least share of a worker's assignments that were approved
   * @param approvedTasks the least number of a worker's approved HITs
   * @param countries ISO 3166 codes of two letters; empty for all
   * @param masters whether only Masters may, at 5 % more fee
   * @param adults whether only workers who take adult content may
   */
  public record Qualifications(
      OptionalInt approvedPercent,
      OptionalInt approvedTasks,
      List<String> countries,
      boolean masters,
      boolean adults) {
    public Qualifications {
      countries = List.copyOf(countries);
    }
  }
}
