package io.labelloop.aws.mechanicalturk;

import com.fasterxml.jackson.databind.JsonNode;
import io.labelloop.budget.CrowdReward;
import io.labelloop.budget.Money;
import io.labelloop.campaign.MechanicalTurkSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.Assignment;
import software.amazon.awssdk.services.mturk.model.AssignmentStatus;
import software.amazon.awssdk.services.mturk.model.RequestErrorException;

/**
 * Pays for the assignments of a HIT that ended. By default every one is approved: an answer that
 * others do not share is no reason to leave a person unpaid. Whatever happens here, an assignment
 * that is not rejected is paid after the auto-approval delay.
 */
final class HitReview {
  private static final String NO_ANSWER =
      "No question of the page was answered. If that is a mistake, please write to us.";

  private final MTurkClient mturk;
  private final MechanicalTurkSpec spec;
  private final Money price;

  /**
   * @param price of one annotation, fees and bonuses included
   */
  HitReview(MTurkClient mturk, MechanicalTurkSpec spec, Money price) {
    this.mturk = mturk;
    this.spec = spec;
    this.price = price;
  }

  /** What became of a HIT's assignments, for people. */
  record Reviewed(int approved, int rejected, int bonuses, int failed) {}

  Reviewed review(HitPlan.Hit hit, String hitId) {
    int approved = 0;
    int rejected = 0;
    int bonuses = 0;
    int failed = 0;
    for (Assignment assignment :
        mturk
            .listAssignmentsForHITPaginator(
                list -> list.hitId(hitId).assignmentStatuses(AssignmentStatus.SUBMITTED))
            .stream()
            .flatMap(page -> page.assignments().stream())
            .toList()) {
      try {
        if (spec.approval() == MechanicalTurkSpec.Approval.ANSWERED && !answered(assignment)) {
          mturk.rejectAssignment(
              reject ->
                  reject.assignmentId(assignment.assignmentId()).requesterFeedback(NO_ANSWER));
          rejected++;
        } else {
          mturk.approveAssignment(approve -> approve.assignmentId(assignment.assignmentId()));
          approved++;
          bonuses += bonus(hit, assignment) ? 1 : 0;
        }
      } catch (RequestErrorException refused) {
        // approved by another call in the meantime, or no money: the auto-approval pays
        failed++;
      }
    }
    return new Reviewed(approved, rejected, bonuses, failed);
  }

  private static boolean answered(Assignment assignment) {
    Map<String, JsonNode> fields =
        assignment.answer() == null ? Map.of() : Answers.read(assignment.answer());
    return fields.values().stream()
        .anyMatch(
            field ->
                field.isTextual()
                    ? !field.textValue().isBlank()
                    : field.has("label")
                        || field.has("entities")
                        || field.properties().stream()
                            .anyMatch(button -> button.getValue().asBoolean()));
  }

  private boolean bonus(HitPlan.Hit hit, Assignment assignment) {
    if (spec.hourlyPay().isEmpty()
        || assignment.acceptTime() == null
        || assignment.submitTime() == null) {
      return false;
    }
    CrowdReward rates = HitPages.rates(spec, hit.assignments());
    Money reward = hit.page().reward();
    Money cost = reward.plus(rates.fee(reward));
    Money money = price.times(hit.page().items().size());
    Money left = cost.isMoreThan(money) ? Money.zero(money.currency()) : money.minus(cost);
    return TimeBonus.of(
            Duration.between(assignment.acceptTime(), assignment.submitTime()),
            spec.hourlyPay().get(),
            reward,
            left,
            rates)
        .map(
            bonus -> {
              mturk.sendBonus(
                  send ->
                      send.assignmentId(assignment.assignmentId())
                          .workerId(assignment.workerId())
                          .bonusAmount(bonus.amount().toPlainString())
                          .reason("The page took longer than its reward was meant for.")
                          .uniqueRequestToken(token("bonus " + assignment.assignmentId())));
              return true;
            })
        .orElse(false);
  }

  /** A token of the same text is the same, and short enough for the service. */
  static String token(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
