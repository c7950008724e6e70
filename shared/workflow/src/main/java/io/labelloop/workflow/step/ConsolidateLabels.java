package io.labelloop.workflow.step;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotationTable;
import io.labelloop.campaign.Redundancy;
import io.labelloop.consolidation.AdaptiveRedundancy;
import io.labelloop.consolidation.Consolidation;
import io.labelloop.consolidation.GoldLabels;
import io.labelloop.consolidation.MethodDisagreement;
import io.labelloop.consolidation.ReviewedConsolidation;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.Stream;
import io.labelloop.workflow.document.ConsolidatedLabels;
import io.labelloop.workflow.document.Wave;
import io.labelloop.workflow.port.Workforce;
import java.util.Arrays;
import java.util.Comparator;
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
                workforces.apply(campaign).collect(campaign.labelingJob(wave)),
                Annotation.class);
    // an audit without an answer certifies nothing, and that is all
    if (answers.isEmpty() && input.wave() == 1 && teachesOrCertifies(campaign, input.round())) {
      throw new NoAnswersException(input.round(), wave.questions().size());
    }
    ConsolidatedLabels labels =
        campaign
            .documents()
            .decide(
                campaign.keys().consolidation(input.round(), input.wave()),
                consolidate(campaign, input),
                ConsolidatedLabels.class);
    // a wave that nobody answered would be asked again for ever
    int doubtful = answers.isEmpty() ? 0 : labels.doubtful().size();
    return new Output(doubtful, input.wave() + 1);
  }

  private static boolean teachesOrCertifies(Campaign campaign, int round) {
    return campaign.batch(round).stream().anyMatch(item -> item.stream() != Stream.AUDIT);
  }

  private ConsolidatedLabels consolidate(Campaign campaign, WaveInput input) {
    List<Annotation> all = campaign.annotationsBy(input.round(), input.wave());
    if (campaign.isSequence()) {
      ConsolidatedLabels sentences = SentenceConsolidation.of(campaign, all);
      return sentences.withDoubtful(doubtful(campaign, input.round(), sentences.labels()));
    }
    var review =
        ReviewedConsolidation.of(
            campaign.spec().consolidation().method(),
            AnnotationTable.of(all, campaign.labels().size()),
            GoldLabels.NONE);
    Consolidation consolidation = review.consolidation();
    var labels =
        consolidation.labels().stream()
            .map(
                label ->
                    new ConsolidatedLabels.Label(
                        label.item(), label.label(), label.confidence(), label.annotations()))
            .sorted(Comparator.comparing(ConsolidatedLabels.Label::item))
            .toList();
    var annotators =
        consolidation.annotators().stream()
            .map(
                quality ->
                    new ConsolidatedLabels.Annotator(
                        quality.annotator().value(),
                        quality.annotations(),
                        quality.skill(),
                        Arrays.stream(quality.confusion())
                            .map(row -> Arrays.stream(row).boxed().toList())
                            .toList()))
            .toList();
    return new ConsolidatedLabels(
        ConsolidatedLabels.VERSION,
        review.choice().method().name(),
        review.choice().method().version(),
        review.choice().reason(),
        review.disagreement().disputed().stream().map(MethodDisagreement.Disputed::item).toList(),
        consolidation.convergence().iterations(),
        consolidation.convergence().converged(),
        doubtful(campaign, input.round(), labels),
        labels,
        annotators);
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
