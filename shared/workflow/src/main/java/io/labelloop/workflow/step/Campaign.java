package io.labelloop.workflow.step;

import io.labelloop.annotation.Annotation;
import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.StopSpec;
import io.labelloop.campaign.TaskType;
import io.labelloop.model.ClassLabels;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.Learner;
import io.labelloop.model.Trainer;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import io.labelloop.sequence.SequenceLearner;
import io.labelloop.sequence.SequenceTrainer;
import io.labelloop.sequence.TagSet;
import io.labelloop.workflow.document.AutoLabelVerdict;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.Claim;
import io.labelloop.workflow.document.ConsolidatedLabels;
import io.labelloop.workflow.document.Decision;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.Evaluation;
import io.labelloop.workflow.document.GoldLine;
import io.labelloop.workflow.document.PoolPlan;
import io.labelloop.workflow.document.Reinstatements;
import io.labelloop.workflow.document.Streams;
import io.labelloop.workflow.document.Training;
import io.labelloop.workflow.document.Wave;
import io.labelloop.workflow.port.LabelingJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** A claimed campaign and what its rounds have stored so far. */
public final class Campaign {
  /**
   * How long a workforce may take for one wave. A day less than the state's timeout, so that the
   * workforce's own deadline comes first; Ground Truth ends a job after 30 days.
   */
  public static final Duration LABELING_DEADLINE = Duration.ofDays(30);

  private final CampaignKeys keys;
  private final Claim claim;
  private final CampaignSpec spec;
  private final Supplier<StopSpec> stop;
  private final DocumentStore documents;
  private final Trainer trainer;
  private final PoolOverTime pool;

  Campaign(
      CampaignKeys keys,
      Claim claim,
      CampaignSpec spec,
      Supplier<StopSpec> stop,
      DocumentStore documents,
      Trainer trainer) {
    this.keys = keys;
    this.claim = claim;
    this.spec = spec;
    this.stop = stop;
    this.documents = documents;
    this.trainer = trainer;
    this.pool = new PoolOverTime(keys, documents, spec.pool().growing());
  }

  public CampaignKeys keys() {
    return keys;
  }

  public Claim claim() {
    return claim;
  }

  /**
   * The campaign file as it was claimed: what its streams, certificate and first budget rest on.
   */
  public CampaignSpec spec() {
    return spec;
  }

  /**
   * The stop rules that hold now: those of the file as it was claimed, or as it was changed last.
   */
  public StopSpec stop() {
    return stop.get();
  }

  public DocumentStore documents() {
    return documents;
  }

  /** Whether the campaign is about the tags of sentences. */
  public boolean isSequence() {
    return spec.task().type() == TaskType.SEQUENCE;
  }

  /** How items become vectors. */
  Trainer trainer() {
    return trainer;
  }

  /** The way of learning classes; only in classification campaigns. */
  public Learner learner() {
    if (trainer instanceof Learner learner) {
      return learner;
    }
    throw new IllegalStateException("'" + spec.model().trainer().inWords() + "' learns no classes");
  }

  /** The way of learning tags; only in sequence campaigns. */
  public SequenceLearner sequenceLearner() {
    if (trainer instanceof SequenceTrainer sequences) {
      return sequences.learner();
    }
    throw new IllegalStateException("'" + spec.model().trainer().inWords() + "' learns no tags");
  }

  /** The tags of the entity types; only in sequence campaigns. */
  public TagSet tags() {
    return spec.task().tags();
  }

  public ClassLabels labels() {
    return spec.task().labels();
  }

  /** An order of items for one purpose, such as {@code "round-3-random"}. */
  SeededOrder order(String purpose) {
    return new SeededOrder(spec.seed(), purpose);
  }

  /** The pool as it was in each round. */
  public PoolOverTime pool() {
    return pool;
  }

  /** The hidden gold items by id; they are no items of the pool. */
  public Map<ItemId, GoldLine> gold() {
    if (spec.workforce().gold().isEmpty()) {
      return Map.of();
    }
    Map<ItemId, GoldLine> gold = new TreeMap<>();
    documents
        .findLines(keys.gold(), GoldLine.class)
        .orElse(List.of())
        .forEach(line -> gold.put(line.id(), line));
    return gold;
  }

  /** Whom people have let work again by now. */
  public Reinstatements reinstatements() {
    return documents.find(keys.reinstatements(), Reinstatements.class).orElse(Reinstatements.NONE);
  }

  /** The pool's columns and shards, as they are by now. */
  public PoolPlan poolPlan() {
    return pool.plan(pool.now());
  }

  /** Counts of the pool and its certification stream, as they are by now. */
  public Streams streams() {
    return pool.streams(pool.now());
  }

  /** The feature space that {@link DrawStreams} fitted. */
  public FeatureSpace features() {
    return trainer.readFeatures(documents.getBytes(keys.features()));
  }

  /** A round's batch; empty where nothing was left to ask. */
  public List<BatchItem> batch(int round) {
    return documents.getLines(keys.batch(round), BatchItem.class);
  }

  /** The number of rounds that have chosen a batch, which may be empty. */
  public int startedRounds() {
    int round = 0;
    while (documents.has(keys.batch(round + 1))) {
      round++;
    }
    return round;
  }

  /** The batches of rounds 1 to {@code last}, one after another. */
  public List<BatchItem> asked(int last) {
    var all = new ArrayList<BatchItem>();
    for (int round = 1; round <= last; round++) {
      all.addAll(batch(round));
    }
    return all;
  }

  /** What may not be asked in a round: what was asked before, and the streams that test. */
  Set<ItemId> taken(int round) {
    return taken(round, round - 1);
  }

  /** What may not be asked any more after a round, of the pool as the round found it. */
  Set<ItemId> takenBy(int round) {
    return taken(round, round);
  }

  private Set<ItemId> taken(int round, int asked) {
    Streams streams = pool.streams(round);
    var taken = new HashSet<>(streams.certification());
    taken.addAll(streams.validation().orElse(List.of()));
    asked(asked).forEach(item -> taken.add(item.id()));
    return taken;
  }

  /** The questions of a wave, which {@link ReserveBudget} chose. */
  public Wave wave(int round, int wave) {
    return documents.get(keys.wave(round, wave), Wave.class);
  }

  /** The waves of a round that had money for at least one question. */
  public List<Wave> publishedWaves(int round) {
    var waves = new ArrayList<Wave>();
    for (int wave = 1; ; wave++) {
      Optional<Wave> next = documents.find(keys.wave(round, wave), Wave.class);
      if (next.isEmpty()) {
        return waves;
      }
      if (!next.get().questions().isEmpty()) {
        waves.add(next.get());
      }
    }
  }

  /** The job of a wave, as it is or was published. */
  public LabelingJob labelingJob(Wave wave) {
    return PublishLabelingJob.labelingJob(this, wave.round(), wave.wave());
  }

  /** The answers to a wave that {@link ConsolidateLabels} has collected. */
  public List<Annotation> annotations(int round, int wave) {
    return documents.findLines(keys.annotations(round, wave), Annotation.class).orElse(List.of());
  }

  /** All answers that were collected by a wave of a round. */
  public List<Annotation> annotationsBy(int round, int lastWave) {
    var all = new ArrayList<>(annotations(round - 1));
    for (int wave = 1; wave <= lastWave; wave++) {
      all.addAll(annotations(round, wave));
    }
    return all;
  }

  /** All answers of rounds 1 to {@code last} that were collected. */
  public List<Annotation> annotations(int last) {
    var all = new ArrayList<Annotation>();
    for (int round = 1; round <= last; round++) {
      for (Wave wave : publishedWaves(round)) {
        all.addAll(annotations(round, wave.wave()));
      }
    }
    return all;
  }

  /**
   * The latest consolidation of a round or of the rounds before it, or nothing if nobody has
   * answered.
   */
  public Optional<ConsolidatedLabels> consolidation(int round) {
    for (int r = round; r >= 1; r--) {
      for (Wave wave : publishedWaves(r).reversed()) {
        Optional<ConsolidatedLabels> latest =
            documents.find(keys.consolidation(r, wave.wave()), ConsolidatedLabels.class);
        if (latest.isPresent()) {
          return latest;
        }
      }
    }
    return Optional.empty();
  }

  /** The latest consolidated label of every item that has an answer by a round. */
  public Map<ItemId, ConsolidatedLabels.Label> consolidatedLabels(int round) {
    Map<ItemId, ConsolidatedLabels.Label> labels = new HashMap<>();
    consolidation(round)
        .map(ConsolidatedLabels::labels)
        .orElse(List.of())
        .forEach(label -> labels.put(label.item(), label));
    return labels;
  }

  /** What the stopping criteria said after the latest round that they were asked about. */
  public Optional<Decision> latestDecision() {
    return latest(keys::decision, Decision.class);
  }

  /** Which automatic labels are certified, once their audit has ended. */
  public Optional<AutoLabelVerdict> autoLabelVerdict() {
    return documents.find(keys.autoLabelVerdict(), AutoLabelVerdict.class);
  }

  /** How the latest model did that was evaluated. */
  public Optional<Evaluation> latestEvaluation() {
    return latest(keys::evaluation, Evaluation.class);
  }

  /** What the latest model was trained on, or was not for want of labels. */
  public Optional<Training> latestTraining() {
    return latest(keys::training, Training.class);
  }

  private <T> Optional<T> latest(IntFunction<String> key, Class<T> type) {
    for (int round = startedRounds(); round >= 1; round--) {
      Optional<T> document = documents.find(key.apply(round), type);
      if (document.isPresent()) {
        return document;
      }
    }
    return Optional.empty();
  }

  /** The models that rounds have trained. */
  public StoredModels models() {
    return new StoredModels(this);
  }
}
