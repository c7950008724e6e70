package io.labelloop.workflow.step;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotationTable;
import io.labelloop.annotation.AnnotatorId;
import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.CertificationSpec;
import io.labelloop.consolidation.AnnotatorReport;
import io.labelloop.consolidation.AnnotatorReports;
import io.labelloop.consolidation.ConsolidatedLabel;
import io.labelloop.consolidation.Consolidation;
import io.labelloop.consolidation.ConsolidationMethods;
import io.labelloop.consolidation.GoldLabels;
import io.labelloop.consolidation.ReviewedConsolidation;
import io.labelloop.consolidation.SuspensionRule;
import io.labelloop.consolidation.WeighedAnswers;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.ConsolidatedLabels;
import io.labelloop.workflow.document.Suspension;
import io.labelloop.workflow.document.Wave;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What all answers of a classification campaign by a wave come to: labels, what the answers say of
 * annotators, and who of them gets no more work.
 *
 * <p>It follows from stored records alone, so that the report and an audit come to the same. All
 * answers are consolidated first; whoever tells nothing by that is suspended, and where somebody
 * is, the labels come from {@link WeighedAnswers}. Who was suspended before stays so until a person
 * lets them work again.
 *
 * <p>Where the campaign consolidates with a model's predictions as priors, these change the labels
 * of items that teach; all else, certification labels before all, comes from the consolidation that
 * does not know of them.
 *
 * @param review of the answers that count
 * @param annotators everyone who answered, by all of their answers
 * @param suspended in the order of ids
 * @param labels of all items but gold ones, in the order of ids
 */
public record AnswerConsolidation(
    ReviewedConsolidation review,
    List<AnnotatorReport> annotators,
    List<Suspension> suspended,
    List<ConsolidatedLabel> labels) {
  public AnswerConsolidation {
    annotators = List.copyOf(annotators);
    suspended = List.copyOf(suspended);
    labels = List.copyOf(labels);
  }

  /** Consolidates the answers that were collected by a wave of a round. */
  public static AnswerConsolidation of(Campaign campaign, int round, int wave) {
    return new Computation(campaign, round, wave).result();
  }

  /** The annotators who get no work in a wave. */
  static Set<AnnotatorId> suspendedIn(Campaign campaign, Wave wave) {
    Set<AnnotatorId> trusted = Set.copyOf(wave.reinstated());
    return before(campaign, wave).stream()
        .map(Suspension::annotator)
        .filter(annotator -> !trusted.contains(annotator))
        .collect(Collectors.toSet());
  }

  /** Who was suspended when a wave began, whoever has been reinstated since. */
  private static List<Suspension> before(Campaign campaign, Wave wave) {
    for (int earlier = wave.wave() - 1; earlier >= 1; earlier--) {
      Optional<ConsolidatedLabels> known =
          campaign
              .documents()
              .find(campaign.keys().consolidation(wave.round(), earlier), ConsolidatedLabels.class);
      // a wave that was cut short without an answer has none
      if (known.isPresent()) {
        return known.get().suspended();
      }
    }
    return campaign
        .consolidation(wave.round() - 1)
        .map(ConsolidatedLabels::suspended)
        .orElse(List.of());
  }

  private static final class Computation {
    private final Campaign campaign;
    private final Wave wave;
    private final List<Annotation> all;
    private final GoldLabels gold;
    private final int classes;
    private final String method;

    Computation(Campaign campaign, int round, int wave) {
      this.campaign = campaign;
      this.wave = campaign.wave(round, wave);
      this.all = campaign.annotationsBy(round, wave);
      this.gold = HiddenGold.labels(campaign);
      this.classes = campaign.labels().size();
      this.method =
          campaign.spec().consolidation().usesModel()
              ? ConsolidationMethods.standard().name()
              : campaign.spec().consolidation().method();
    }

    AnswerConsolidation result() {
      AnnotationTable everything = AnnotationTable.of(all, classes);
      ReviewedConsolidation review = ReviewedConsolidation.of(method, everything, gold);
      List<AnnotatorReport> reports =
          AnnotatorReports.of(everything, gold, review.consolidation(), all);
      List<Suspension> suspended = suspended(reports);
      if (suspended.isEmpty()) {
        return result(everything, review, reports, suspended);
      }
      Set<AnnotatorId> out =
          suspended.stream().map(Suspension::annotator).collect(Collectors.toSet());
      List<Annotation> counting = WeighedAnswers.of(all, out);
      AnnotationTable table = AnnotationTable.of(counting, classes);
      ReviewedConsolidation weighed = ReviewedConsolidation.of(method, table, gold);
      Map<AnnotatorId, AnnotatorReport> better = new HashMap<>();
      AnnotatorReports.of(table, gold, weighed.consolidation(), counting)
          .forEach(report -> better.put(report.annotator(), report));
      return result(
          table,
          weighed,
          reports.stream()
              .map(
                  report ->
                      out.contains(report.annotator())
                          ? report
                          : better.getOrDefault(report.annotator(), report))
              .toList(),
          suspended);
    }

    private AnswerConsolidation result(
        AnnotationTable table,
        ReviewedConsolidation review,
        List<AnnotatorReport> reports,
        List<Suspension> suspended) {
      return new AnswerConsolidation(
          review,
          reports,
          suspended,
          labels(table, review).stream()
              .filter(label -> gold.classOf(label.item()).isEmpty())
              .sorted(Comparator.comparing(ConsolidatedLabel::item))
              .toList());
    }

    private List<ConsolidatedLabel> labels(AnnotationTable table, ReviewedConsolidation review) {
      List<ConsolidatedLabel> plain = review.consolidation().labels();
      if (!campaign.spec().consolidation().usesModel()) {
        return plain;
      }
      Consolidation informed =
          review.withPrior(table, gold, OutOfFoldPredictions.prior(campaign, wave.round(), plain));
      Set<ItemId> teaching = new HashSet<>();
      for (BatchItem item : campaign.asked(wave.round())) {
        if (item.stream().teaches()) {
          teaching.add(item.id());
        }
      }
      var labels = new ArrayList<ConsolidatedLabel>();
      for (int i = 0; i < plain.size(); i++) {
        // both are in the order of the table
        labels.add(
            teaching.contains(plain.get(i).item()) ? informed.labels().get(i) : plain.get(i));
      }
      return labels;
    }

    private List<Suspension> suspended(List<AnnotatorReport> reports) {
      Set<AnnotatorId> trusted = Set.copyOf(wave.reinstated());
      var suspended =
          new ArrayList<>(
              before(campaign, wave).stream()
                  .filter(earlier -> !trusted.contains(earlier.annotator()))
                  .toList());
      new SuspensionRule(campaign.spec().workforce().suspendBelow(), kept(campaign.spec()))
          .suspects(
              reports,
              suspended.stream().map(Suspension::annotator).collect(Collectors.toSet()),
              trusted)
          .forEach(report -> suspended.add(Suspension.of(report, wave.round(), wave.wave())));
      suspended.sort(Comparator.comparing(Suspension::annotator));
      return suspended;
    }

    /** As many as one item may want: with fewer, some would never have their answers. */
    private static int kept(CampaignSpec spec) {
      return Math.max(
          spec.workforce().annotationsPerItem().max(),
          spec.certification().annotationsPerItem()
              + spec.certification()
                  .audit()
                  .map(CertificationSpec.Audit::annotationsPerItem)
                  .orElse(0));
    }
  }
}
