package io.labelloop.workflow.audit;

import io.labelloop.pool.Shard;
import io.labelloop.workflow.document.AutoLabelPlan;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.Forgotten;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.Wave;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.report.AnswersAssembly;
import io.labelloop.workflow.step.ActiveLearningCheck;
import io.labelloop.workflow.step.Campaign;
import io.labelloop.workflow.step.CampaignInput;
import io.labelloop.workflow.step.CampaignSteps;
import io.labelloop.workflow.step.ConsolidateLabels;
import io.labelloop.workflow.step.DecideAudit;
import io.labelloop.workflow.step.DrawStreams;
import io.labelloop.workflow.step.EvaluateRound;
import io.labelloop.workflow.step.ExtendStreams;
import io.labelloop.workflow.step.IndexShard;
import io.labelloop.workflow.step.LabelFiles;
import io.labelloop.workflow.step.LabelShard;
import io.labelloop.workflow.step.PlanAudit;
import io.labelloop.workflow.step.RoundInput;
import io.labelloop.workflow.step.ScoreShard;
import io.labelloop.workflow.step.SelectBatch;
import io.labelloop.workflow.step.ShardInput;
import io.labelloop.workflow.step.SiftShard;
import io.labelloop.workflow.step.TrainModel;
import io.labelloop.workflow.step.WaveInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes a campaign's derived documents again, by its own steps, from the records: the campaign file
 * as claimed, the pool, the questions that were paid, and the answers that came.
 *
 * <p>Takes the time of the campaign's computing without its waiting, and memory for all derived
 * documents.
 */
final class Rehearsal {
  private static final Pattern DERIVED =
      Pattern.compile(
          "state/(index/.+|duplicates\\.json|streams\\.json|sample\\.jsonl|certification\\.jsonl|validation\\.jsonl|features\\.bin)"
              + "|rounds/\\d+/(scores/.+|batch\\.jsonl|consolidation-\\d+\\.json|training\\.json"
              + "|model\\.tribuo|calibration\\.json|committee/.+|evaluation\\.json|entities\\.json|stop-set\\.json|validation\\.json"
              + "|bandit\\.json|audit\\.json"
              + "|duplicates\\.json|streams\\.json|sample\\.jsonl|certification\\.jsonl|rejects\\.jsonl)"
              + "|autolabel/.+"
              + "|labels\\.jsonl|labels\\.csv|labels\\.manifest|labels\\.conll|active-learning\\.json|rejects\\.jsonl|model\\.tribuo"
              + "|summary\\.json|report\\.json");

  // what follows from the answers alone: a text that was forgotten cannot be read again
  private static final Pattern FROM_ANSWERS =
      Pattern.compile(
          "rounds/\\d+/(consolidation-\\d+\\.json)"
              + "|labels\\.jsonl|labels\\.csv|labels\\.manifest|labels\\.conll|active-learning\\.json"
              + "|summary\\.json|report\\.json");

  private final Function<ObjectStore, CampaignSteps> stepsOver;

  /**
   * @param stepsOver the campaign's own steps over another store, asking nobody
   */
  Rehearsal(Function<ObjectStore, CampaignSteps> stepsOver) {
    this.stepsOver = stepsOver;
  }

  /** The number of documents that were made, and what is wrong with the stored ones. */
  record Result(int documents, List<AuditFinding> findings) {}

  private static boolean isDerived(Pattern derived, CampaignKeys keys, String key) {
    return key.startsWith(keys.prefix())
        && derived.matcher(key.substring(keys.prefix().length())).matches();
  }

  /** The derived documents that are missing, superfluous, or not what the steps would write. */
  Result of(Campaign original) {
    ObjectStore objects = original.documents().objects();
    CampaignKeys keys = original.keys();
    Set<String> audits = auditBatches(original);
    boolean whole = Forgotten.of(original.documents(), keys).entries().isEmpty();
    Pattern derived = whole ? DERIVED : FROM_ANSWERS;
    var store =
        new RehearsalStore(objects, key -> isDerived(derived, keys, key) && !audits.contains(key));
    if (whole) {
      run(original, stepsOver.apply(store));
    } else {
      runAnswers(original, stepsOver.apply(store));
    }
    var findings = new ArrayList<AuditFinding>();
    int made = 0;
    for (ObjectStore.ObjectSummary document : store.written()) {
      made++;
      byte[] expected = store.get(document.key()).orElseThrow().content();
      objects
          .get(document.key())
          .ifPresentOrElse(
              found -> {
                if (!Arrays.equals(found.content(), expected)) {
                  findings.add(
                      new AuditFinding(
                          document.key(),
                          "differs from what follows from the pool and the answers"));
                }
              },
              () -> findings.add(new AuditFinding(document.key(), "is missing")));
    }
    for (ObjectStore.ObjectSummary found : objects.list(keys.prefix())) {
      if (isDerived(derived, keys, found.key())
          && !audits.contains(found.key())
          && store.get(found.key()).isEmpty()) {
        findings.add(new AuditFinding(found.key(), "follows from nothing: no step writes it"));
      }
    }
    return new Result(made, findings);
  }

  private static void run(Campaign original, CampaignSteps steps) {
    CampaignKeys keys = original.keys();
    String prefix = keys.prefix();
    DocumentStore stored = original.documents();
    List<Shard> shards = original.poolPlan().shards();
    for (Shard shard : shards) {
      if (stored.has(keys.shardIndex(shard.index()))) {
        steps.step(IndexShard.class).execute(new ShardInput(prefix, shard.index()));
      }
    }
    if (!stored.has(keys.streams())) {
      return;
    }
    steps.step(DrawStreams.class).execute(new CampaignInput(prefix));
    int rounds = original.startedRounds() - auditBatches(original).size();
    for (int round = 1; round <= rounds; round++) {
      rehearse(original, round, shards, steps);
    }
    if (stored.has(keys.autoLabelPlan())) {
      rehearseAudit(original, rounds, shards, steps);
    } else if (original.models().calibration(rounds).isPresent()) {
      PlanAudit.calibrate(steps.campaigns().open(prefix), rounds);
    }
    closed(original, steps);
  }

  /** Without reading the pool. */
  private static void runAnswers(Campaign original, CampaignSteps steps) {
    for (int round = 1; round <= original.startedRounds(); round++) {
      consolidate(original, round, steps);
    }
    closed(original, steps);
  }

  /** What is written when a campaign ends. */
  private static void closed(Campaign original, CampaignSteps steps) {
    CampaignKeys keys = original.keys();
    String prefix = keys.prefix();
    if (original.documents().has(keys.labels())) {
      Campaign rehearsed = steps.campaigns().open(prefix);
      LabelFiles.write(rehearsed);
      ActiveLearningCheck.store(rehearsed);
      rehearsed
          .documents()
          .put(keys.summary(), JsonCodec.document(steps.summaries().of(rehearsed)));
      rehearsed
          .documents()
          .put(keys.answersReport(), JsonCodec.document(AnswersAssembly.of(rehearsed)));
    }
  }

  // which items an audit asked about depended on the money that was left then: a record, like a
  // wave
  private static Set<String> auditBatches(Campaign original) {
    CampaignKeys keys = original.keys();
    return original
        .documents()
        .find(keys.autoLabelPlan(), AutoLabelPlan.class)
        .map(
            plan ->
                IntStream.rangeClosed(plan.round() + 1, original.startedRounds())
                    .mapToObj(keys::batch)
                    .collect(Collectors.toSet()))
        .orElse(Set.of());
  }

  private static void rehearseAudit(
      Campaign original, int rounds, List<Shard> shards, CampaignSteps steps) {
    CampaignKeys keys = original.keys();
    String prefix = keys.prefix();
    DocumentStore stored = original.documents();
    steps.step(PlanAudit.class).execute(new RoundInput(prefix, rounds));
    for (Shard shard : shards) {
      if (stored.has(keys.auditCandidates(shard.index()))) {
        steps.step(SiftShard.class).execute(new ShardInput(prefix, shard.index()));
      }
    }
    for (int round = rounds + 1; round <= original.startedRounds(); round++) {
      consolidate(original, round, steps);
      if (stored.has(keys.audit(round))) {
        steps.step(DecideAudit.class).execute(new RoundInput(prefix, round));
      }
    }
    for (Shard shard : shards) {
      if (stored.has(keys.autoLabels(shard.index()))) {
        steps.step(LabelShard.class).execute(new ShardInput(prefix, shard.index()));
      }
    }
  }

  private static void consolidate(Campaign original, int round, CampaignSteps steps) {
    CampaignKeys keys = original.keys();
    for (Wave wave : original.publishedWaves(round)) {
      if (original.documents().has(keys.consolidation(round, wave.wave()))) {
        steps
            .step(ConsolidateLabels.class)
            .execute(new WaveInput(keys.prefix(), round, wave.wave()));
      }
    }
  }

  private static void rehearse(
      Campaign original, int round, List<Shard> shards, CampaignSteps steps) {
    CampaignKeys keys = original.keys();
    String prefix = keys.prefix();
    DocumentStore stored = original.documents();
    if (stored.has(keys.streams(round))) {
      steps.step(ExtendStreams.class).execute(new RoundInput(prefix, round));
    }
    for (Shard shard : shards) {
      if (stored.has(keys.scores(round, shard.index()))) {
        steps.step(ScoreShard.class).execute(new ScoreShard.Input(prefix, round, shard.index()));
      }
    }
    steps.step(SelectBatch.class).execute(new RoundInput(prefix, round));
    consolidate(original, round, steps);
    if (stored.has(keys.training(round))) {
      steps.step(TrainModel.class).execute(new RoundInput(prefix, round));
    }
    if (stored.has(keys.evaluation(round))) {
      steps.step(EvaluateRound.class).execute(new RoundInput(prefix, round));
    }
  }
}
