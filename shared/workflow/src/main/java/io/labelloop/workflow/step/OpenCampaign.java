package io.labelloop.workflow.step;

import io.labelloop.budget.Money;
import io.labelloop.campaign.CampaignId;
import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.CampaignSpecReader;
import io.labelloop.campaign.Finding;
import io.labelloop.campaign.PoolLocation;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.Claim;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.GoldLine;
import io.labelloop.workflow.document.PoolPlan;
import io.labelloop.workflow.document.Problem;
import io.labelloop.workflow.operation.ChangeCampaign;
import io.labelloop.workflow.port.Notifications;
import io.labelloop.workflow.port.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads a campaign file, claims the campaign for one execution, and plans the shards of its pool. A
 * second trigger for the same file is told that the campaign is taken, unless the campaign has
 * failed: then it takes the campaign up where it broke off. Another file for a campaign that runs
 * or is taken up may change its budget and its stop rules ({@link ChangeCampaign}).
 */
public final class OpenCampaign implements Step<OpenCampaign.Input, OpenCampaign.Output> {
  private static final int MOST_BYTES = 262_144;

  private static final String NOBODY = "unknown";

  private final Campaigns campaigns;
  private final BudgetCeiling ceiling;
  private final ChangeCampaign changes;
  private final Notifications notifications;
  private final InstantSource clock;

  public OpenCampaign(
      Campaigns campaigns,
      BudgetCeiling ceiling,
      ChangeCampaign changes,
      Notifications notifications,
      InstantSource clock) {
    this.campaigns = campaigns;
    this.ceiling = ceiling;
    this.changes = changes;
    this.notifications = notifications;
    this.clock = clock;
  }

  /**
   * @param key of {@code campaign.json}
   * @param execution the name of the workflow execution that asks
   * @param by who uploaded the file, as far as the trigger knows; may be empty
   */
  public record Input(String key, String execution, String by) {}

  /** What a file for a campaign came to that another execution runs. */
  public enum Change {
    /** It changes nothing. */
    NONE,
    /** Its budget or stop rules hold from the next round on. */
    ACCEPTED,
    /** It would change what may not change. */
    REFUSED
  }

  /**
   * @param claimed whether this execution runs the campaign
   * @param executions what the names of the rounds' executions begin with; of this claim alone
   * @param shardsKey the JSON array that the Distributed Maps read
   * @param change what the file changes in a campaign that another execution runs
   * @param says what was changed, or what to change in the file; empty if there is nothing to say
   */
  public record Output(
      String campaign,
      String prefix,
      String executions,
      String shardsKey,
      boolean claimed,
      int shards,
      Change change,
      String says) {}

  @Override
  public Class<Input> inputType() {
    return Input.class;
  }

  @Override
  public Output execute(Input input) {
    DocumentStore documents = campaigns.documents();
    var keys = CampaignKeys.ofCampaignFile(input.key());
    Optional<Claim> earlier = documents.find(keys.claim(), Claim.class);
    Optional<Claim> others = earlier.filter(claim -> !claim.execution().equals(input.execution()));
    Optional<Problem> failure =
        others.flatMap(claim -> FailedCampaign.problem(documents, keys, claim));
    if (others.isPresent() && failure.isEmpty()) {
      return taken(others.get(), keys, input);
    }
    // everything that can be wrong with the input is said before the campaign is claimed, so that a
    // corrected upload is a first one
    boolean takenUp =
        failure.isPresent() || earlier.filter(claim -> !claim.resumptions().isEmpty()).isPresent();
    boolean known = takenUp && documents.has(keys.spec());
    byte[] file = known ? documents.getBytes(keys.spec()) : campaignFile(documents, input.key());
    CampaignSpec spec =
        switch (campaigns.read(file, input.key())) {
          case CampaignSpecReader.Reading.Valid valid -> valid.spec();
          case CampaignSpecReader.Reading.Invalid invalid ->
              throw new InvalidCampaignException(input.key(), invalid.mistakes());
        };
    PoolPlan plan =
        documents.find(keys.poolPlan(), PoolPlan.class).orElseGet(() -> plan(spec, input.key()));
    GoldFile.Reading gold = GoldFile.read(documents.objects(), spec, plan, input.key());
    if (!gold.mistakes().isEmpty()) {
      throw new InvalidCampaignException(input.key(), gold.mistakes());
    }
    // a campaign that is taken up again has its copy
    StartModel.Reading start =
        documents.has(keys.startModel())
            ? StartModel.Reading.NONE
            : StartModel.read(
                documents.objects(), spec, campaigns.trainer(spec), plan, input.key());
    if (!start.mistakes().isEmpty()) {
      throw new InvalidCampaignException(input.key(), start.mistakes());
    }
    Optional<Money> budget =
        known
            ? new LedgerBook(clock).read(campaigns.open(keys.prefix())).orderedBudget()
            : spec.stop().budget();
    ceiling
        .allot(keys.prefix(), budget)
        .ifPresent(
            tooMuch -> {
              throw new InvalidCampaignException(input.key(), List.of(tooMuch));
            });
    String id = spec.name().orElseGet(() -> idOf(input.key())).value();
    Claim claim =
        failure.isPresent()
            ? FailedCampaign.takeUp(
                campaigns,
                keys,
                others.orElseThrow(),
                cut ->
                    others
                        .orElseThrow()
                        .resumedBy(input.execution(), failure.get().error(), clock.instant(), cut))
            : documents.decide(
                keys.claim(), Claim.first(id, input.execution(), clock.instant()), Claim.class);
    if (!claim.execution().equals(input.execution())) {
      return taken(claim, keys, input);
    }
    start.stored().ifPresent(stored -> StartModel.store(documents, keys, stored));
    documents.decideBytes(keys.spec(), file);
    if (!gold.items().isEmpty()) {
      documents.decideLines(keys.gold(), gold.items(), GoldLine.class);
    }
    PoolPlan decided = documents.decide(keys.poolPlan(), plan, PoolPlan.class);
    if (!documents.has(keys.shards())) {
      // before they are stored, so that a repeated call tells again rather than never
      notifications.send(
          "Labeling campaign " + id + ": started", started(input.key(), spec, decided));
    }
    documents.decideBytes(keys.shards(), CampaignPool.shardList(decided.shards()));
    Output told = known ? taken(claim, keys, input) : taken(claim, keys, Change.NONE, "");
    return new Output(
        id,
        keys.prefix(),
        claim.executions(keys.prefix()),
        keys.shards(),
        true,
        decided.shards().size(),
        told.change(),
        told.says());
  }

  private static String started(String key, CampaignSpec spec, PoolPlan plan) {
    return key
        + " began; shards of its pool: "
        + plan.shards().size()
        + "; at most "
        + spec.stop().budget().map(Money::toString).orElse("what its rules allow")
        + " will be spent.";
  }

  /** A file for a campaign that was claimed before may bring another budget or other stop rules. */
  private Output taken(Claim claim, CampaignKeys keys, Input input) {
    // claimed a moment ago, and its file not stored yet: the same upload, told twice
    if (!campaigns.documents().has(keys.spec())) {
      return taken(claim, keys, Change.NONE, "");
    }
    byte[] file = campaignFile(campaigns.documents(), input.key());
    String by = input.by().isEmpty() ? NOBODY : input.by();
    return switch (changes.execute(keys.prefix(), file, input.key(), by)) {
      case ChangeCampaign.Answer.Same same -> taken(claim, keys, Change.NONE, "");
      case ChangeCampaign.Answer.Accepted accepted ->
          told(claim, keys, Change.ACCEPTED, "changed", String.join("\n", accepted.says()));
      case ChangeCampaign.Answer.Refused refused ->
          told(
              claim,
              keys,
              Change.REFUSED,
              "change refused",
              input.key()
                  + " was uploaded again and is ignored; the campaign goes on as it was:\n"
                  + refused.reasons().stream()
                      .map(Finding::toString)
                      .collect(Collectors.joining("\n")));
    };
  }

  private Output told(Claim claim, CampaignKeys keys, Change change, String subject, String says) {
    notifications.send("Labeling campaign " + claim.campaign() + ": " + subject, says);
    return taken(claim, keys, change, says);
  }

  private static Output taken(Claim claim, CampaignKeys keys, Change change, String says) {
    return new Output(
        claim.campaign(),
        keys.prefix(),
        claim.executions(keys.prefix()),
        keys.shards(),
        false,
        0,
        change,
        says);
  }

  private byte[] campaignFile(DocumentStore documents, String key) {
    byte[] head;
    try (InputStream stream = documents.objects().open(key, 0, MOST_BYTES + 1L)) {
      head = stream.readAllBytes();
    } catch (IOException e) {
      throw new StoreException("cannot read '" + key + "'", e);
    }
    if (head.length > MOST_BYTES) {
      throw new InvalidCampaignException(
          key,
          List.of(
              new Finding(
                  "",
                  "a campaign file has at most " + MOST_BYTES + " bytes, but this one has more",
                  Optional.empty())));
    }
    return head;
  }

  private PoolPlan plan(CampaignSpec spec, String key) {
    return CampaignPool.plan(
        campaigns.documents().objects(),
        spec.pool(),
        PoolLocation.resolve(key, spec.pool().location()));
  }

  private static CampaignId idOf(String key) {
    String[] segments = key.split("/");
    String folder = segments.length > 1 ? segments[segments.length - 2] : "campaign";
    return CampaignId.fromFile(folder, segments[segments.length - 1]);
  }
}
