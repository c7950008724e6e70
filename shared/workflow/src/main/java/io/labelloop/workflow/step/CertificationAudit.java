package io.labelloop.workflow.step;

import io.labelloop.annotation.Annotation;
import io.labelloop.campaign.AccuracyTarget;
import io.labelloop.campaign.CertificationSpec;
import io.labelloop.estimation.LabelNoise;
import io.labelloop.pool.ItemId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The audit of the certification labels: the first items of the stream, which are a uniform sample
 * of it, are labeled by further annotators. Who of an item's annotators is on the first and who on
 * the second panel is decided by a seeded order, so that nobody's answers decide it.
 */
final class CertificationAudit {
  private static final double DEFAULT_CONFIDENCE = 0.95;

  private CertificationAudit() {}

  /** How many annotations a certification item is given: more for the audited ones. */
  static int annotations(Campaign campaign, ItemId item, Set<ItemId> audited) {
    CertificationSpec spec = campaign.spec().certification();
    return spec.annotationsPerItem()
        + (audited.contains(item)
            ? spec.audit().map(CertificationSpec.Audit::annotationsPerItem).orElse(0)
            : 0);
  }

  /** The audited items; none without an audit. */
  static Set<ItemId> audited(Campaign campaign) {
    List<ItemId> stream = campaign.streams().certification();
    double share =
        campaign.spec().certification().audit().map(CertificationSpec.Audit::share).orElse(0.0);
    return new HashSet<>(stream.subList(0, (int) Math.ceil(share * stream.size())));
  }

  /**
   * How often the panels differ; nothing without an audit. A tie within a panel is a difference.
   */
  static Optional<LabelNoise> noise(Campaign campaign) {
    if (campaign.spec().certification().audit().isEmpty()) {
      return Optional.empty();
    }
    Set<ItemId> audited = audited(campaign);
    Map<ItemId, List<Annotation>> answers = new HashMap<>();
    for (Annotation answer : campaign.annotations(1)) {
      if (audited.contains(answer.item())) {
        answers.computeIfAbsent(answer.item(), id -> new ArrayList<>()).add(answer);
      }
    }
    int first = campaign.spec().certification().annotationsPerItem();
    int compared = 0;
    int different = 0;
    for (Map.Entry<ItemId, List<Annotation>> item : answers.entrySet()) {
      List<Annotation> panels = item.getValue();
      panels.sort(
          Comparator.comparingLong(
                  (Annotation answer) ->
                      campaign
                              .order("audit-panel-" + answer.annotator().value())
                              .placeOf(item.getKey())
                          ^ Long.MIN_VALUE)
              .thenComparing(answer -> answer.annotator().value()));
      if (panels.size() > first) {
        compared++;
        OptionalInt label = majority(panels.subList(0, first), campaign.labels().size());
        boolean same =
            label.isPresent()
                && label.equals(
                    majority(panels.subList(first, panels.size()), campaign.labels().size()));
        different += same ? 0 : 1;
      }
    }
    return Optional.of(
        LabelNoise.of(
            compared,
            different,
            campaign
                .spec()
                .stop()
                .accuracy()
                .map(AccuracyTarget::confidence)
                .orElse(DEFAULT_CONFIDENCE)));
  }

  private static OptionalInt majority(List<Annotation> answers, int classes) {
    int[] votes = new int[classes];
    answers.forEach(answer -> votes[answer.label()]++);
    int most = Arrays.stream(votes).max().orElseThrow();
    int[] winners = IntStream.range(0, classes).filter(c -> votes[c] == most).toArray();
    return winners.length == 1 ? OptionalInt.of(winners[0]) : OptionalInt.empty();
  }
}
