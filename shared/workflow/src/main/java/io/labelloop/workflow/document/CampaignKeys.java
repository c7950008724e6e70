package io.labelloop.workflow.document;

import java.util.Locale;

/**
 * Where the documents of a campaign lie: all under one prefix, readable in the console.
 *
 * @param prefix the folder of {@code campaign.json}, with a slash at its end
 */
public record CampaignKeys(String prefix) {
  public CampaignKeys {
    if (!prefix.endsWith("/")) {
      throw new IllegalArgumentException(
          "a campaign's prefix ends with '/', but was '" + prefix + "'");
    }
  }

  /** The keys of the campaign whose {@code campaign.json} has this key. */
  public static CampaignKeys ofCampaignFile(String key) {
    return new CampaignKeys(key.substring(0, key.lastIndexOf('/') + 1));
  }

  public String claim() {
    return prefix + "state/claim.json";
  }

  /** The campaign file as it was when the campaign was claimed, byte for byte. */
  public String spec() {
    return prefix + "state/spec.json";
  }

  /** What people wished to change while the campaign ran, and what came of it. */
  public String changes() {
    return prefix + "changes.json";
  }

  /** What people ordered while the campaign ran: pauses, stops, reviews. */
  public String orders() {
    return prefix + "orders.json";
  }

  /** Where a paused execution waits. */
  public String pause() {
    return prefix + "state/pause.json";
  }

  public String poolPlan() {
    return prefix + "state/pool.json";
  }

  /** A JSON array with one object per shard, which the Distributed Maps read. */
  public String shards() {
    return prefix + "state/shards.json";
  }

  public String shardIndex(int shard) {
    return prefix + String.format(Locale.ROOT, "state/index/%05d.json", shard);
  }

  public String shardSample(int shard) {
    return prefix + String.format(Locale.ROOT, "state/index/%05d.sample.jsonl", shard);
  }

  public String shardCertification(int shard) {
    return prefix + String.format(Locale.ROOT, "state/index/%05d.certification.jsonl", shard);
  }

  /** Pairs of 64-bit hashes, of id and content, big-endian. */
  public String shardIds(int shard) {
    return prefix + String.format(Locale.ROOT, "state/index/%05d.ids", shard);
  }

  /** The hidden gold items, one per line, in the order of their ids. */
  public String gold() {
    return prefix + "state/gold.jsonl";
  }

  /** Whom people have let work again who had been suspended. */
  public String reinstatements() {
    return prefix + "state/reinstatements.json";
  }

  /** Whose content was taken out of the campaign, by whom and when. */
  public String forgotten() {
    return prefix + "forgotten.json";
  }

  public String duplicates() {
    return prefix + "state/duplicates.json";
  }

  public String streams() {
    return prefix + "state/streams.json";
  }

  /** A uniform sample of the pool in canonical order, one item per line. */
  public String sample() {
    return prefix + "state/sample.jsonl";
  }

  /** The items of the certification stream, one per line, in the order in which they were drawn. */
  public String certificationItems() {
    return prefix + "state/certification.jsonl";
  }

  /** The items of a bandit's validation stream likewise. */
  public String validationItems() {
    return prefix + "state/validation.jsonl";
  }

  public String features() {
    return prefix + "state/features.bin";
  }

  /** The earlier campaign's model that the campaign starts from, if it does. */
  public String startModel() {
    return prefix + "state/start-model.tribuo";
  }

  /** The feature space of that model. */
  public String startFeatures() {
    return prefix + "state/start-features.bin";
  }

  /** Hashes of what that model learned from: no certification item may be among it. */
  public String startItems() {
    return prefix + "state/start-items.json";
  }

  public String ledger() {
    return prefix + "state/ledger.json";
  }

  private String round(int round) {
    return prefix + String.format(Locale.ROOT, "rounds/%04d/", round);
  }

  /** What a round noticed of its growing pool. */
  public String growth(int round) {
    return round(round) + "growth.json";
  }

  /** As {@link #shards()}, of the pool as a round found it grown. */
  public String shards(int round) {
    return round(round) + "shards.json";
  }

  /** The shards that a round added. */
  public String newShards(int round) {
    return round(round) + "new-shards.json";
  }

  public String duplicates(int round) {
    return round(round) + "duplicates.json";
  }

  public String streams(int round) {
    return round(round) + "streams.json";
  }

  /** As {@link #sample()}, of the pool as a round found it grown. */
  public String sample(int round) {
    return round(round) + "sample.jsonl";
  }

  /** The certification items that were drawn of what a round added. */
  public String certificationItems(int round) {
    return round(round) + "certification.jsonl";
  }

  /** Rejected lines of what a round added. */
  public String rejects(int round) {
    return round(round) + "rejects.jsonl";
  }

  public String scores(int round, int shard) {
    return round(round) + String.format(Locale.ROOT, "scores/%05d.jsonl", shard);
  }

  public String batch(int round) {
    return round(round) + "batch.jsonl";
  }

  /** How a round's model did on the validation stream of a bandit. */
  public String validation(int round) {
    return round(round) + "validation.json";
  }

  /** Which strategy a bandit drew for a round. */
  public String bandit(int round) {
    return round(round) + "bandit.json";
  }

  public String wave(int round, int wave) {
    return round(round) + "wave-" + wave + ".json";
  }

  /**
   * The prefix under which a workforce keeps what belongs to a wave's labeling job; without a slash
   * at its end.
   */
  public String job(int round, int wave) {
    return round(round) + "jobs/" + wave;
  }

  public String annotations(int round, int wave) {
    return round(round) + "annotations-" + wave + ".jsonl";
  }

  public String consolidation(int round, int wave) {
    return round(round) + "consolidation-" + wave + ".json";
  }

  public String training(int round) {
    return round(round) + "training.json";
  }

  public String model(int round) {
    return round(round) + "model.tribuo";
  }

  /** How sure the round's model may be, if it is the last one. */
  public String calibration(int round) {
    return round(round) + "calibration.json";
  }

  /** A member of the committee that a round trained for its query strategy. */
  public String committeeMember(int round, int member) {
    return round(round) + "committee/" + member + ".tribuo";
  }

  public String evaluation(int round) {
    return round(round) + "evaluation.json";
  }

  /** What the round's model predicts for the stop set. */
  public String stopSet(int round) {
    return round(round) + "stop-set.json";
  }

  /** How well entities are found; in sequence campaigns only. */
  public String entities(int round) {
    return round(round) + "entities.json";
  }

  public String decision(int round) {
    return round(round) + "decision.json";
  }

  /** What people said about the items of an audit round. */
  public String audit(int round) {
    return round(round) + "audit.json";
  }

  public String autoLabelPlan() {
    return prefix + "autolabel/plan.json";
  }

  public String auditCandidates(int shard) {
    return prefix + String.format(Locale.ROOT, "autolabel/candidates/%05d.json", shard);
  }

  public String autoLabelVerdict() {
    return prefix + "autolabel/verdict.json";
  }

  public String autoLabels(int shard) {
    return prefix + String.format(Locale.ROOT, "autolabel/labels/%05d.jsonl", shard);
  }

  /** The same labels as lines of the manifest. */
  public String autoManifest(int shard) {
    return prefix + String.format(Locale.ROOT, "autolabel/labels/%05d.manifest", shard);
  }

  public String labels() {
    return prefix + "labels.jsonl";
  }

  /** The tagged sentences as a CoNLL file; in sequence campaigns only. */
  public String conll() {
    return prefix + "labels.conll";
  }

  /** The labels as a SageMaker Ground Truth augmented manifest. */
  public String manifest() {
    return prefix + "labels.manifest";
  }

  /** The labels for a spreadsheet; in classification campaigns only. */
  public String labelsCsv() {
    return prefix + "labels.csv";
  }

  /** Whether the choice of items helped, as the random share says. */
  public String activeLearning() {
    return prefix + "active-learning.json";
  }

  public String rejects() {
    return prefix + "rejects.jsonl";
  }

  public String finalModel() {
    return prefix + "model.tribuo";
  }

  public String summary() {
    return prefix + "summary.json";
  }

  /** What the answers say of annotators and of consolidation, for programs. */
  public String answersReport() {
    return prefix + "report.json";
  }

  public String report() {
    return prefix + "report.html";
  }

  /** The SHA-256 of every document, in the form of {@code sha256sum}, written at the end. */
  public String checksums() {
    return prefix + "checksums.sha256";
  }

  /** The SHA-256 of {@link #checksums}, so that a change of that file is found too. */
  public String checksumOfChecksums() {
    return prefix + "checksums.sha256.sha256";
  }

  public String problem() {
    return prefix + "problem.json";
  }
}
