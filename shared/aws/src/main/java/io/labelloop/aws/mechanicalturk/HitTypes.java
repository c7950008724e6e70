package io.labelloop.aws.mechanicalturk;

import io.labelloop.budget.Money;
import io.labelloop.campaign.MechanicalTurkSpec;
import io.labelloop.workflow.port.LabelingJob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.mturk.MTurkClient;
import software.amazon.awssdk.services.mturk.model.Comparator;
import software.amazon.awssdk.services.mturk.model.EventType;
import software.amazon.awssdk.services.mturk.model.HITAccessActions;
import software.amazon.awssdk.services.mturk.model.Locale;
import software.amazon.awssdk.services.mturk.model.NotificationTransport;
import software.amazon.awssdk.services.mturk.model.QualificationRequirement;

/**
 * HIT types: title, reward and who may work. Registering one again with the same values gives the
 * same id, so nothing has to be remembered.
 */
final class HitTypes {
  private static final String APPROVED_PERCENT = "000000000000000000L0";
  private static final String APPROVED_TASKS = "00000000000000000040";
  private static final String LOCALE = "00000000000000000071";
  private static final String ADULT = "00000000000000000060";
  private static final String MASTERS = "2F1QJWKUDD8XADTFD2Q0G6UTO95ALH";

  /** The version that the service model names; the API reference says 2014-08-15. */
  private static final String NOTIFICATION_VERSION = "2006-05-05";

  private static final int LONGEST_TITLE = 128;
  private static final int LONGEST_DESCRIPTION = 2_000;

  private final MTurkClient mturk;
  private final MechanicalTurkSpec spec;
  private final MechanicalTurkAccount account;
  private final Map<Money, String> registered = new HashMap<>();

  HitTypes(MTurkClient mturk, MechanicalTurkSpec spec, MechanicalTurkAccount account) {
    this.mturk = mturk;
    this.spec = spec;
    this.account = account;
  }

  /**
   * The id of the HIT type with a reward, with notifications to our queue switched on.
   *
   * @param keptOut the qualification of workers who may not work on the job
   */
  String id(LabelingJob job, Money reward, Optional<String> keptOut) {
    return registered.computeIfAbsent(reward, r -> register(job, r, keptOut));
  }

  private String register(LabelingJob job, Money reward, Optional<String> keptOut) {
    String id =
        mturk
            .createHITType(
                type ->
                    type.title(line(spec.title().orElse(job.question()), LONGEST_TITLE))
                        .description(
                            line(spec.instructions().orElse(job.question()), LONGEST_DESCRIPTION))
                        .keywords("labeling, classification, categorization")
                        .reward(reward.amount().toPlainString())
                        .assignmentDurationInSeconds((long) spec.taskTimeLimitSeconds())
                        .autoApprovalDelayInSeconds((long) spec.autoApprovalSeconds())
                        .qualificationRequirements(requirements(keptOut)))
            .hitTypeId();
    mturk.updateNotificationSettings(
        settings ->
            settings
                .hitTypeId(id)
                .active(true)
                .notification(
                    to ->
                        to.destination(account.queueUrl())
                            .transport(NotificationTransport.SQS)
                            .version(NOTIFICATION_VERSION)
                            .eventTypes(EventType.HIT_REVIEWABLE, EventType.HIT_EXPIRED)));
    return id;
  }

  private List<QualificationRequirement> requirements(Optional<String> keptOut) {
    MechanicalTurkSpec.Qualifications wanted = spec.qualifications();
    var requirements = new ArrayList<QualificationRequirement>();
    wanted
        .approvedPercent()
        .ifPresent(
            percent ->
                requirements.add(
                    requirement(APPROVED_PERCENT, Comparator.GREATER_THAN_OR_EQUAL_TO, percent)));
    wanted
        .approvedTasks()
        .ifPresent(
            tasks ->
                requirements.add(
                    requirement(APPROVED_TASKS, Comparator.GREATER_THAN_OR_EQUAL_TO, tasks)));
    if (!wanted.countries().isEmpty()) {
      requirements.add(
          guarded(LOCALE, Comparator.IN)
              .localeValues(
                  wanted.countries().stream()
                      .map(country -> Locale.builder().country(country).build())
                      .toList())
              .build());
    }
    if (wanted.masters()) {
      requirements.add(guarded(MASTERS, Comparator.EXISTS).build());
    }
    if (wanted.adults()) {
      requirements.add(requirement(ADULT, Comparator.EQUAL_TO, 1));
    }
    keptOut.ifPresent(
        qualification ->
            requirements.add(guarded(qualification, Comparator.DOES_NOT_EXIST).build()));
    return requirements;
  }

  private static QualificationRequirement requirement(
      String qualification, Comparator comparator, int value) {
    return guarded(qualification, comparator).integerValues(value).build();
  }

  private static QualificationRequirement.Builder guarded(
      String qualification, Comparator comparator) {
    return QualificationRequirement.builder()
        .qualificationTypeId(qualification)
        .comparator(comparator)
        .actionsGuarded(HITAccessActions.DISCOVER_PREVIEW_AND_ACCEPT);
  }

  private static String line(String text, int longest) {
    String clean = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return clean.substring(0, Math.min(clean.length(), longest));
  }
}
