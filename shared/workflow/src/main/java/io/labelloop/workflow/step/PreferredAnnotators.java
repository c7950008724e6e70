package io.labelloop.workflow.step;

import io.labelloop.annotation.AnnotatorId;
import io.labelloop.annotation.Answer;
import io.labelloop.consolidation.AnnotatorQuality;
import io.labelloop.consolidation.NextAnnotator;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import io.labelloop.workflow.document.ConsolidatedLabels;
import io.labelloop.workflow.document.Wave;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whom a wave of doubtful items had best go to: for each item those who are expected to tell most
 * about it, the most doubtful items first, and nobody first for more than twice their share.
 *
 * <p>Of an item's posterior the label's probability is stored; the rest of it is taken as evenly
 * spread. Sentences have no preference.
 */
final class PreferredAnnotators {
  private static final int SHARES = 2;

  private PreferredAnnotators() {}

  /** Annotators from the best to the worst for each question of a wave; none in a first wave. */
  static Map<ItemId, List<String>> of(Campaign campaign, Wave wave) {
    // annotators of sentences have no confusion matrix from which a gain could be expected
    if (wave.wave() == 1 || campaign.isSequence()) {
      return Map.of();
    }
    return campaign
        .documents()
        .find(
            campaign.keys().consolidation(wave.round(), wave.wave() - 1), ConsolidatedLabels.class)
        .map(known -> of(campaign, wave, known))
        .orElse(Map.of());
  }

  private static Map<ItemId, List<String>> of(
      Campaign campaign, Wave wave, ConsolidatedLabels known) {
    int classes = campaign.labels().size();
    List<AnnotatorQuality> qualities =
        known.annotators().stream().map(PreferredAnnotators::quality).toList();
    var choice = new NextAnnotator(qualities, classes);
    Set<AnnotatorId> suspended = AnswerConsolidation.suspendedIn(campaign, wave);
    List<AnnotatorId> annotators =
        qualities.stream()
            .map(AnnotatorQuality::annotator)
            .filter(annotator -> !suspended.contains(annotator))
            .toList();
    int questions = wave.questions().size();
    int most = SHARES * Math.ceilDiv(questions, Math.max(1, annotators.size()));
    Map<ItemId, ConsolidatedLabels.Label> labels = new HashMap<>();
    known.labels().forEach(label -> labels.put(label.item(), label));
    SeededOrder ties = campaign.order("next-annotator-" + wave.round() + "-" + wave.wave());

    Map<AnnotatorId, Integer> firsts = new HashMap<>();
    Map<ItemId, List<String>> preferred = new HashMap<>();
    wave.questions().stream()
        .map(Wave.Asked::item)
        .flatMap(item -> Stream.ofNullable(labels.get(item)))
        .filter(label -> label.answer() instanceof Answer.ClassAnswer)
        .sorted(
            Comparator.comparingDouble(ConsolidatedLabels.Label::confidence)
                .thenComparing(ConsolidatedLabels.Label::item))
        .forEach(
            label -> {
              List<AnnotatorId> ranked = choice.ranked(annotators, posterior(label, classes), ties);
              List<AnnotatorId> order =
                  Stream.concat(
                          ranked.stream().filter(id -> firsts.getOrDefault(id, 0) < most),
                          ranked.stream().filter(id -> firsts.getOrDefault(id, 0) >= most))
                      .toList();
              firsts.merge(order.getFirst(), 1, Integer::sum);
              preferred.put(label.item(), order.stream().map(AnnotatorId::value).toList());
            });
    return preferred;
  }

  private static AnnotatorQuality quality(ConsolidatedLabels.Annotator annotator) {
    return new AnnotatorQuality(
        new AnnotatorId(annotator.annotator()),
        annotator.annotations(),
        annotator.skill(),
        annotator.confusion().stream()
            .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray())
            .toArray(double[][]::new));
  }

  private static double[] posterior(ConsolidatedLabels.Label label, int classes) {
    double[] posterior = new double[classes];
    Arrays.fill(posterior, (1 - label.confidence()) / (classes - 1));
    posterior[label.label()] = label.confidence();
    return posterior;
  }
}
