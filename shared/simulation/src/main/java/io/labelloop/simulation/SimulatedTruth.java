package io.labelloop.simulation;

import io.labelloop.annotation.Answer;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.Sample;
import io.labelloop.pool.SeededOrder;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.ConsolidatedLabels;
import io.labelloop.workflow.document.Training;
import io.labelloop.workflow.report.CampaignReport;
import io.labelloop.workflow.report.CampaignReport.AccuracyPoint;
import io.labelloop.workflow.report.TruthSource;
import io.labelloop.workflow.step.Campaign;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The final comparison of a simulated campaign: how right its labels are, and how many labels
 * random sampling would have needed for the same accuracy.
 *
 * <p>Both are held against the same items: those that neither was trained on. Random sampling is
 * given the true labels, without annotators' mistakes, and is averaged over {@value #DRAWS} draws,
 * so the comparison errs in its favour.
 */
final class SimulatedTruth<E extends ComparedModels.Example> implements TruthSource.Truth {
  private static final int DRAWS = 3;
  private static final int MOST_TRIED = 2_000;
  private static final int MOST_COMPARED = 2_000;

  private final Campaign campaign;
  private final PoolTruth truth;
  private final Consumer<Consumer<Item>> pool;
  private final Supplier<ComparedModels<E>> models;

  /**
   * @param truth the true answer about every item that has one
   * @param pool gives every item of the pool once
   * @param models of the campaign's task
   */
  SimulatedTruth(
      Campaign campaign,
      PoolTruth truth,
      Consumer<Consumer<Item>> pool,
      Supplier<ComparedModels<E>> models) {
    this.campaign = campaign;
    this.truth = truth;
    this.pool = pool;
    this.models = models;
  }

  @Override
  public Optional<Answer> answerOf(ItemId item) {
    return truth.of(item);
  }

  @Override
  public CampaignReport.TruthComparison comparison() {
    int rounds = campaign.startedRounds();
    ComparedModels<E> compared = models.get();
    Set<ItemId> trained = new HashSet<>();
    campaign.asked(rounds).stream()
        .filter(item -> item.stream().teaches())
        .map(BatchItem::id)
        .forEach(trained::add);

    var sampled = new Sampled(trained.size());
    pool.accept(sampled::add);
    int most =
        (int) Math.min(Math.min(MOST_TRIED, sampled.items / 2), 4L * Math.max(1, trained.size()));
    List<List<E>> draws =
        sampled.draws.stream()
            .map(draw -> examples(draw.toList().subList(0, most), compared))
            .toList();
    Set<ItemId> seen = new HashSet<>(trained);
    draws.forEach(draw -> draw.forEach(example -> seen.add(example.id())));
    List<E> unseen =
        examples(
            sampled.comparison.toList().stream()
                .filter(item -> !seen.contains(item.id()))
                .limit(MOST_COMPARED)
                .toList(),
            compared);

    List<AccuracyPoint> active = active(rounds, compared, unseen);
    double reached = active.isEmpty() ? 0 : active.getLast().accuracy();
    List<AccuracyPoint> random = random(compared, draws, unseen, active, most, reached);
    Optional<Integer> needs =
        random.stream()
            .filter(point -> point.accuracy() >= reached)
            .map(AccuracyPoint::labels)
            .findFirst();
    return new CampaignReport.TruthComparison(
        right(rounds), labels(rounds).size(), reached, active, random, needs, most);
  }

  /** What is kept of the pool: the beginnings of some seeded orders. */
  private final class Sampled {
    private final List<Sample<Item>> draws = new ArrayList<>();
    private final Sample<Item> comparison;
    private long items;

    Sampled(int trained) {
      for (int draw = 0; draw < DRAWS; draw++) {
        draws.add(sample(MOST_TRIED, "random-" + draw));
      }
      // so many stay when those are left out that were trained on or drawn
      this.comparison = sample(MOST_COMPARED + trained + DRAWS * MOST_TRIED, "comparison");
    }

    private Sample<Item> sample(int size, String purpose) {
      return Sample.uniform(size, new SeededOrder(campaign.spec().seed(), purpose));
    }

    void add(Item item) {
      if (answerOf(item.id()).isPresent()) {
        items++;
        draws.forEach(draw -> draw.add(item));
        comparison.add(item);
      }
    }
  }

  private List<E> examples(List<Item> items, ComparedModels<E> compared) {
    return items.stream()
        .map(item -> compared.example(item, answerOf(item.id()).orElseThrow()))
        .toList();
  }

  private List<AccuracyPoint> active(int rounds, ComparedModels<E> compared, List<E> unseen) {
    var points = new ArrayList<AccuracyPoint>();
    for (int round = 1; round <= rounds; round++) {
      int labels =
          campaign
              .documents()
              .find(campaign.keys().training(round), Training.class)
              .map(Training::labels)
              .orElse(0);
      Optional<ComparedModels.Model<E>> model =
          labels == 0 ? Optional.empty() : compared.model(round);
      model.ifPresent(m -> points.add(new AccuracyPoint(labels, m.applyAsDouble(unseen))));
    }
    return points;
  }

  /** The campaign's own sizes first, then in steps of a batch until its accuracy is reached. */
  private List<AccuracyPoint> random(
      ComparedModels<E> compared,
      List<List<E>> draws,
      List<E> unseen,
      List<AccuracyPoint> active,
      int most,
      double reached) {
    var points = new ArrayList<AccuracyPoint>();
    int step = campaign.spec().query().batchSize();
    int last = active.isEmpty() ? 0 : active.getLast().labels();
    int size = active.isEmpty() ? step : active.getFirst().labels();
    while (size <= most) {
      double sum = 0;
      for (List<E> draw : draws) {
        sum += compared.train(draw.subList(0, size)).applyAsDouble(unseen);
      }
      points.add(new AccuracyPoint(size, sum / DRAWS));
      if (size >= last && points.getLast().accuracy() >= reached) {
        break;
      }
      size += step;
    }
    return points;
  }

  private List<ConsolidatedLabels.Label> labels(int rounds) {
    return campaign.consolidation(rounds).map(ConsolidatedLabels::labels).orElse(List.of());
  }

  private long right(int rounds) {
    return labels(rounds).stream()
        .filter(label -> answerOf(label.item()).filter(label.answer()::equals).isPresent())
        .count();
  }
}
