package io.labelloop.workflow.step;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotatorId;
import io.labelloop.campaign.ConsolidationSpec;
import io.labelloop.campaign.Redundancy;
import io.labelloop.consolidation.AdaptiveRedundancy;
import io.labelloop.consolidation.AnnotatorQuality;
import io.labelloop.consolidation.AnnotatorReport;
import io.labelloop.consolidation.Consolidation;
import io.labelloop.consolidation.MethodDisagreement;
import io.labelloop.consolidation.ReviewedConsolidation;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.Stream;
import io.labelloop.workflow.document.ConsolidatedLabels;
import io.labelloop.workflow.document.Wave;
import io.labelloop.workflow.port.Workforce;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Turns all answers so far into labels with posteriors, and names the items of this round that are
 * still doubtful.
 *
 * <p>Answers of all rounds are consolidated together, since what an annotator said earlier tells
 * how much to believe them now. Certification items get their full number of answers at once and
 * never count as doubtful: how often they are asked must not depend on what was answered.
 */
public final class ConsolidateLabels implements Step<WaveInput, ConsolidateLabels.Output> {
  private final Campaigns campaigns;
  private final Function<Campaign, Workforce> workforces;

  public ConsolidateLabels(Campaigns campaigns, Function<Campaign, Workforce> workforces) {
    this.campaigns = campaigns;
    this.workforces = workforces;
  }

  /**
   * @param doubtful items that deserve another answer
   * @param nextWave the wave that would ask about them
   */
  public record Output(int doubtful, int nextWave) {}

  @Override
  public Class<WaveInput> inputType() {
    return WaveInput.class;
  }

  @Override
  public Output execute(WaveInput input) {
    Campaign campaign = campaigns.open(input.prefix());
    Wave wave = campaign.wave(input.round(), input.wave());
    List<Annotation> answers =
        campaign
            .documents()
            .decideLines(
                campaign.keys().annotations(input.round(), input.wave()),
                HiddenGold.withoutRepeated(
                    campaign, wave, workforces.apply(campaign).collect(campaign.labelingJob(wave))),
                Annotation.class);
    boolean cut = campaign.claim().cut(input.round(), input.wave());
    if (cut && campaign.annotationsBy(input.round(), input.wave()).isEmpty()) {
      return new Output(wave.questions().size(), input.wave() + 1);
    }
    // an audit without an answer certifies nothing, and that is all
    if (!cut
        && answers.isEmpty()
        && input.wave() == 1
        && teachesOrCertifies(campaign, input.round())) {
      throw new NoAnswersException(input.round(), wave.questions().size());
    }
    ConsolidatedLabels labels =
        campaign
            .documents()
            .decide(
                campaign.keys().consolidation(input.round(), input.wave()),
                consolidate(campaign, input),
                ConsolidatedLabels.class);
    if (cut) {
      return new Output(
          CutShort.askedAgain(campaign, wave, labels.doubtful()).size(), input.wave() + 1);
    }
    // a wave that nobody answered would be asked again for ever
    int doubtful = answers.isEmpty() ? 0 : labels.doubtful().size();
    return new Output(doubtful, input.wave() + 1);
  }

  private static boolean teachesOrCertifies(Campaign campaign, int round) {
    return campaign.batch(round).stream().anyMatch(item -> item.stream() != Stream.AUDIT);
  }

  private ConsolidatedLabels consolidate(Campaign campaign, WaveInput input) {
    if (campaign.isSequence()) {
      ConsolidatedLabels sentences =
          SentenceConsolidation.of(campaign, campaign.annotationsBy(input.round(), input.wave()));
      return sentences.withDoubtful(doubtful(campaign, input.round(), sentences.labels()));
    }
    AnswerConsolidation made = AnswerConsolidation.of(campaign, input.round(), input.wave());
    ReviewedConsolidation review = made.review();
    Consolidation consolidation = review.consolidation();
    var labels =
        made.labels().stream()
            .map(
                label ->
                    new ConsolidatedLabels.Label(
                        label.item(), label.label(), label.confidence(), label.annotations()))
            .toList();
    boolean usesModel = campaign.spec().consolidation().usesModel();
    return new ConsolidatedLabels(
        ConsolidatedLabels.VERSION,
        usesModel ? ConsolidationSpec.MODEL_PRIOR : review.choice().method().name(),
        review.choice().method().version(),
        review.choice().reason(),
        review.disagreement().disputed().stream().map(MethodDisagreement.Disputed::item).toList(),
        consolidation.convergence().iterations(),
        consolidation.convergence().converged(),
        doubtful(campaign, input.round(), labels),
        labels,
        annotators(made, consolidation),
        made.suspended());
  }

  /** As labels rest on them; those whose answers do not count, as all of their answers say. */
  private static List<ConsolidatedLabels.Annotator> annotators(
      AnswerConsolidation made, Consolidation consolidation) {
    Map<AnnotatorId, AnnotatorQuality> counted = new HashMap<>();
    consolidation.annotators().forEach(quality -> counted.put(quality.annotator(), quality));
    return made.annotators().stream()
        .map(
            report ->
                new ConsolidatedLabels.Annotator(
                    report.annotator().value(),
                    report.annotations(),
                    report.skill(),
                    Optional.ofNullable(counted.get(report.annotator()))
                        .map(ConsolidateLabels::rows)
                        .orElseGet(
                            () ->
                                report.confusion().stream()
                                    .map(
                                        row ->
                                            row.stream()
                                                .map(AnnotatorReport.Cell::probability)
                                                .toList())
                                    .toList())))
        .toList();
  }

  private static List<List<Double>> rows(AnnotatorQuality quality) {
    return Arrays.stream(quality.confusion())
        .map(row -> Arrays.stream(row).boxed().toList())
        .toList();
  }

  private static List<ItemId> doubtful(
      Campaign campaign, int round, List<ConsolidatedLabels.Label> labels) {
    Redundancy redundancy = campaign.spec().workforce().annotationsPerItem();
    // the first wave asks the least number; who did not answer it is not asked for again
    var routing = new AdaptiveRedundancy(1, redundancy.max(), redundancy.confidence());
    Map<ItemId, ConsolidatedLabels.Label> byItem = new HashMap<>();
    labels.forEach(label -> byItem.put(label.item(), label));
    return campaign.batch(round).stream()
        .filter(item -> item.stream().teaches())
        .flatMap(item -> Optional.ofNullable(byItem.get(item.id())).stream())
        .filter(label -> routing.asksAgain(label.confidence(), label.annotations()))
        .map(ConsolidatedLabels.Label::item)
        .toList();
  }
}
