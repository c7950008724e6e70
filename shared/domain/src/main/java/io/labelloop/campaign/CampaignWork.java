package io.labelloop.campaign;

import io.labelloop.budget.CloudWork;

/**
 * The work of AWS for a campaign, estimated from how often each part of the workflow runs.
 *
 * <p>States and invocations are those of the state machines' ordinary path. Durations are cautious:
 * every invocation is taken to be a cold start, and pools are read at the rate of {@value
 * #BYTES_PER_SECOND} bytes a second. Requests to S3 are counted as the steps make them
 * (docs/methods/running-cost.md). Retries, a labeling page and the storage are not counted.
 *
 * @param shards of the pool
 * @param poolBytes of its files
 * @param rounds that asked to learn
 * @param waves of questions in all rounds, those of audits among them
 * @param auditRounds that asked to audit automatic labels
 * @param labeledShards shards that were labeled automatically; 0 or all
 */
public record CampaignWork(
    int shards, long poolBytes, int rounds, int waves, int auditRounds, int labeledShards) {
  /** How fast a function reads and scores: what Tribuo's own pipeline does, less a half. */
  public static final long BYTES_PER_SECOND = 12_000_000;

  // memory of template.yaml in GiB, and seconds of a cold start (docs/benchmarks/lambda.md): the
  // CPU time of the first answer over the share of a CPU that the memory brings
  private static final double LARGE = 1769 / 1024.0;
  private static final double SMALL = 512 / 1024.0;
  private static final double LARGE_START = 2.4;
  private static final double SMALL_START = 1.8 * 1769 / 512;

  // states: OpenCampaign, FirstClaim?, IndexPool, DrawStreams, PlanAudit, AnythingToAudit?,
  // CloseCampaign, CampaignDone and the start
  private static final int CAMPAIGN_STATES = 9;
  // RunRound, DecideNextRound, MoreRounds?; start, StartRound, HasModel?, NoticeGrowth, Grown?,
  // ScorePool, SelectBatch,
  // AnythingToAsk?, SettleBudget, Teaches?, TrainModel, EvaluateRound, RoundDone
  private static final int ROUND_STATES = 16;
  // ReserveBudget, Affordable?, PublishLabelingJob, ConsolidateLabels, EnoughAnswers?
  private static final int WAVE_STATES = 5;
  // as a round's, without ScorePool, TrainModel and EvaluateRound
  private static final int AUDIT_STATES = 11;
  // the start of a child execution, and its one state
  private static final int SHARD_STATES = 2;

  // documents of each part: see CampaignKeys
  private static final int CAMPAIGN_WRITES = 18;
  private static final int ROUND_WRITES = 8;
  private static final int WAVE_WRITES = 6;
  private static final int INDEX_WRITES = 4;
  private static final int LABEL_WRITES = 2;
  // a step reads the claim, the file and its own documents, and those of every round before it
  private static final int STEP_READS = 8;
  private static final int EARLIER_ROUND_READS = 4;

  /** All of it. */
  public CloudWork toCloudWork() {
    CloudWork work = steps(2, LARGE, LARGE_START, CAMPAIGN_STATES, CAMPAIGN_WRITES, 1);
    work = work.plus(steps(2, SMALL, SMALL_START, 0, 0, 1));
    work = work.plus(scan(1, INDEX_WRITES, 1));
    for (int round = 1; round <= rounds; round++) {
      work = work.plus(steps(3, LARGE, LARGE_START, ROUND_STATES, ROUND_WRITES, round));
      work = work.plus(steps(3, SMALL, SMALL_START, 0, 0, round));
      work = work.plus(scan(round > 1 ? 1 : 0, 1, round));
    }
    for (int audit = 1; audit <= auditRounds; audit++) {
      work = work.plus(steps(2, LARGE, LARGE_START, AUDIT_STATES, 4, rounds + audit));
      work = work.plus(steps(1, SMALL, SMALL_START, 0, 0, rounds + audit));
    }
    int all = rounds + auditRounds;
    for (int wave = 0; wave < waves; wave++) {
      int round = 1 + (int) ((long) wave * all / waves);
      work = work.plus(steps(1, LARGE, LARGE_START, WAVE_STATES, WAVE_WRITES, round));
      work = work.plus(steps(2, SMALL, SMALL_START, 0, 0, round));
    }
    work = work.plus(scan(auditRounds > 0 ? 1 : 0, 1, all));
    return work.plus(scan(labeledShards > 0 ? 1 : 0, LABEL_WRITES, all));
  }

  private static CloudWork steps(
      int count, double memory, double seconds, int states, int writes, int round) {
    return new CloudWork(
        count, count * memory * seconds, states, writes, (long) count * readsOf(round));
  }

  /** Every shard once. */
  private CloudWork scan(int times, int writesOfShard, int round) {
    double seconds = (double) poolBytes / BYTES_PER_SECOND + LARGE_START * shards;
    long all = (long) times * shards;
    return new CloudWork(
        all,
        times * LARGE * seconds,
        all * SHARD_STATES,
        all * writesOfShard,
        // one more for the part of the pool; and what merges the shards reads their documents
        all * (readsOf(round) + 1 + writesOfShard));
  }

  private static int readsOf(int round) {
    return STEP_READS + EARLIER_ROUND_READS * (round - 1);
  }
}
