package io.labelloop.workflow.report;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.Answer;
import io.labelloop.budget.Money;
import io.labelloop.campaign.WorkforceType;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.RejectCounts;
import io.labelloop.pool.Stream;
import io.labelloop.workflow.document.ActiveLearning;
import io.labelloop.workflow.document.BanditDraw;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.ConsolidatedLabels;
import io.labelloop.workflow.document.EntityEvaluation;
import io.labelloop.workflow.document.Evaluation;
import io.labelloop.workflow.document.Wave;
import io.labelloop.workflow.step.Campaign;
import io.labelloop.workflow.step.Sentences;
import io.labelloop.workflow.step.WaveCost;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Puts a campaign's report together from its documents. */
public final class ReportAssembly {
  private final SummaryAssembly summaries;
  private final TruthSource truths;

  public ReportAssembly(SummaryAssembly summaries, TruthSource truths) {
    this.summaries = summaries;
    this.truths = truths;
  }

  /** The report as of now. */
  public CampaignReport of(Campaign campaign) {
    int started = campaign.startedRounds();
    Optional<TruthSource.Truth> truth = truths.of(campaign);
    List<Annotation> annotations = campaign.annotations(started);
    return new CampaignReport(
        summaries.of(campaign),
        campaign.spec(),
        new String(campaign.documents().getBytes(campaign.keys().spec()), StandardCharsets.UTF_8),
        campaign.claim().claimedAt(),
        annotations.stream()
            .map(Annotation::answeredAt)
            .max(Instant::compareTo)
            .orElse(campaign.claim().claimedAt()),
        campaign.spec().workforce().type() == WorkforceType.SIMULATED,
        rounds(campaign, started),
        campaign.latestEvaluation().map(Evaluation::confusion).orElse(List.of()),
        entities(campaign, started),
        AnswersAssembly.of(campaign),
        asked(campaign, started, truth),
        campaign.documents().has(campaign.keys().streams())
            ? campaign.streams().rejectCounts()
            : RejectCounts.NONE,
        truth.map(TruthSource.Truth::comparison),
        new CampaignReport.Evidence(
            campaign.latestDecision(),
            campaign.latestEvaluation(),
            campaign.autoLabelVerdict(),
            campaign.models().calibration(started),
            campaign.latestTraining()),
        choice(campaign, started),
        provenance(campaign));
  }

  private static CampaignReport.Choice choice(Campaign campaign, int started) {
    return new CampaignReport.Choice(
        campaign.documents().find(campaign.keys().activeLearning(), ActiveLearning.class),
        IntStream.rangeClosed(2, started)
            .mapToObj(
                round -> campaign.documents().find(campaign.keys().bandit(round), BanditDraw.class))
            .flatMap(Optional::stream)
            .toList());
  }

  private static List<CampaignReport.RoundReport> rounds(Campaign campaign, int started) {
    var rounds = new ArrayList<CampaignReport.RoundReport>();
    for (int round = 1; round <= started; round++) {
      List<BatchItem> batch = campaign.batch(round);
      int answers = 0;
      Money spent = Money.zero(campaign.spec().workforce().prices().currency());
      for (Wave wave : campaign.publishedWaves(round)) {
        answers += campaign.annotations(round, wave.wave()).size();
        spent = spent.plus(WaveCost.due(campaign, wave));
      }
      if (!batch.isEmpty()) {
        rounds.add(
            new CampaignReport.RoundReport(
                round,
                count(batch, Stream.QUERY) + count(batch, Stream.SEED),
                count(batch, Stream.RANDOM),
                count(batch, Stream.CERTIFICATION),
                answers,
                spent.amount()));
      }
    }
    return rounds;
  }

  private static int count(List<BatchItem> batch, Stream stream) {
    return (int) batch.stream().filter(item -> item.stream() == stream).count();
  }

  private static List<CampaignReport.AskedItem> asked(
      Campaign campaign, int started, Optional<TruthSource.Truth> truth) {
    Map<ItemId, ConsolidatedLabels.Label> labels = campaign.consolidatedLabels(started);
    var asked = new ArrayList<CampaignReport.AskedItem>();
    for (int round = 1; round <= started; round++) {
      for (BatchItem item : campaign.batch(round)) {
        ConsolidatedLabels.Label label = labels.get(item.id());
        if (label != null) {
          asked.add(
              new CampaignReport.AskedItem(
                  item.id().value(),
                  item.content(),
                  inWords(campaign, item, label.answer()),
                  label.confidence(),
                  label.annotations(),
                  round,
                  item.stream().name().toLowerCase(Locale.ROOT),
                  truth
                      .flatMap(t -> t.answerOf(item.id()))
                      .map(answer -> inWords(campaign, item, answer))));
        }
      }
    }
    return asked;
  }

  private static String inWords(Campaign campaign, BatchItem item, Answer answer) {
    return switch (answer) {
      case Answer.ClassAnswer one -> campaign.labels().name(one.label());
      case Answer.TagAnswer sentence ->
          Sentences.inWords(campaign, item.content(), sentence.tags());
    };
  }

  private static Optional<EntityEvaluation> entities(Campaign campaign, int started) {
    for (int round = started; round >= 1; round--) {
      Optional<EntityEvaluation> found =
          campaign.documents().find(campaign.keys().entities(round), EntityEvaluation.class);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Map<String, String> provenance(Campaign campaign) {
    var facts = new TreeMap<String, String>();
    facts.put("seed", Long.toString(campaign.spec().seed()));
    facts.put(
        "campaign file, etag",
        campaign.documents().objects().get(campaign.keys().spec()).orElseThrow().etag().value());
    facts.put("query strategy", campaign.spec().query().strategy().inWords());
    facts.put("trainer", campaign.spec().model().trainer().inWords());
    campaign
        .spec()
        .model()
        .startFrom()
        .ifPresent(location -> facts.put("started from the model of", location));
    facts.put("pool", campaign.spec().pool().location());
    facts.put(
        "Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
    Optional.ofNullable(ReportAssembly.class.getPackage().getImplementationVersion())
        .ifPresent(version -> facts.put("Labelloop", version));
    return facts;
  }
}
