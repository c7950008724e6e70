package io.labelloop.workflow.step;

import io.labelloop.budget.Money;
import io.labelloop.campaign.KnownNames;
import io.labelloop.campaign.TrainerSpec;
import io.labelloop.model.Trainer;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.operation.CampaignOperations;
import io.labelloop.workflow.operation.ChangeCampaign;
import io.labelloop.workflow.operation.SetBudget;
import io.labelloop.workflow.port.Notifications;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.port.WorkflowCallback;
import io.labelloop.workflow.port.Workforce;
import io.labelloop.workflow.report.ReportAssembly;
import io.labelloop.workflow.report.ReportRenderer;
import io.labelloop.workflow.report.SummaryAssembly;
import io.labelloop.workflow.report.TruthSource;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * All steps of the workflow, wired to one set of ports: what a Lambda function or the local engine
 * picks from.
 */
public final class CampaignSteps {
  private final ObjectStore objects;
  private final BudgetCeiling ceiling;
  private final WorkflowCallback callback;
  private final Campaigns campaigns;
  private final LedgerBook ledger;
  private final SummaryAssembly summaries;
  private final ReportAssembly reports;
  private final List<Step<?, ?>> steps;

  /**
   * @param trainers makes the trainer that a campaign asks for
   * @param workforces the workforce of a campaign
   * @param truths for simulated campaigns only
   * @param budgetCeiling what all campaigns over this store may spend together, if there is a limit
   * @param callback answers task tokens that no workforce does
   * @param pausing what a paused execution does
   */
  public CampaignSteps(
      ObjectStore objects,
      KnownNames names,
      Function<TrainerSpec, Trainer> trainers,
      Function<Campaign, Workforce> workforces,
      Notifications notifications,
      ReportRenderer renderer,
      TruthSource truths,
      InstantSource clock,
      Optional<Money> budgetCeiling,
      WorkflowCallback callback,
      AwaitResume.Pausing pausing) {
    var documents = new DocumentStore(objects);
    this.objects = objects;
    this.ceiling = new BudgetCeiling(objects, budgetCeiling);
    this.callback = callback;
    this.ledger = new LedgerBook(clock);
    this.campaigns = new Campaigns(documents, names, trainers);
    this.summaries = new SummaryAssembly(ledger);
    this.reports = new ReportAssembly(summaries, truths);
    var changes =
        new ChangeCampaign(
            documents, campaigns, new SetBudget(documents, campaigns, ledger, ceiling), clock);
    this.steps =
        List.of(
            new OpenCampaign(campaigns, ceiling, changes, notifications, clock),
            new IndexShard(campaigns),
            new DrawStreams(campaigns, ledger),
            new NoticeGrowth(campaigns),
            new ExtendStreams(campaigns),
            new ScoreShard(campaigns),
            new SelectBatch(campaigns),
            new ReserveBudget(campaigns, ledger, notifications),
            new PublishLabelingJob(campaigns, workforces, callback),
            new ConsolidateLabels(campaigns, workforces),
            new SettleBudget(campaigns, ledger),
            new TrainModel(campaigns),
            new EvaluateRound(campaigns),
            new DecideNextRound(campaigns, ledger),
            new AwaitResume(campaigns, callback, pausing, clock),
            new PlanAudit(campaigns, ledger),
            new SiftShard(campaigns),
            new SelectAudit(campaigns, ledger),
            new DecideAudit(campaigns),
            new LabelShard(campaigns),
            new CloseCampaign(campaigns, ledger, ceiling, reports, renderer, notifications),
            new CleanUpCampaign(campaigns, workforces, ledger, ceiling, notifications, clock),
            new TakeUpCampaign(campaigns, clock));
  }

  public List<Step<?, ?>> all() {
    return steps;
  }

  /** The step of a class. */
  public <S extends Step<?, ?>> S step(Class<S> type) {
    return steps.stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no step " + type.getName()));
  }

  /**
   * What people may order of the campaigns.
   *
   * @param realTime when orders are given, whatever the campaigns' own clock says
   */
  public CampaignOperations operations(InstantSource realTime) {
    return new CampaignOperations(objects, campaigns, ceiling, callback, realTime);
  }

  public Campaigns campaigns() {
    return campaigns;
  }

  public LedgerBook ledger() {
    return ledger;
  }

  public SummaryAssembly summaries() {
    return summaries;
  }

  public ReportAssembly reports() {
    return reports;
  }
}
