package io.labelloop.functions;

import io.labelloop.aws.metrics.StepMetrics;
import io.labelloop.budget.Money;
import io.labelloop.campaign.KnownNames;
import io.labelloop.campaign.TrainerFit;
import io.labelloop.learning.Learners;
import io.labelloop.learning.Trainers;
import io.labelloop.query.QueryStrategies;
import io.labelloop.query.SeedSets;
import io.labelloop.query.SequenceStrategies;
import io.labelloop.report.HtmlReport;
import io.labelloop.simulation.PastTime;
import io.labelloop.simulation.Simulation;
import io.labelloop.workflow.port.Notifications;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.port.WorkflowCallback;
import io.labelloop.workflow.step.AwaitResume;
import io.labelloop.workflow.step.CampaignSteps;
import io.labelloop.workflow.step.OccurrenceLog;
import io.labelloop.workflow.step.StepLog;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The steps of a campaign on AWS. */
@Singleton
class CampaignWiring {
  @Produces
  @Singleton
  CampaignSteps steps(
      ObjectStore objects,
      WorkflowCallback callback,
      Notifications notifications,
      Crowds crowds,
      Settings settings) {
    InstantSource clock = InstantSource.system();
    var simulation = new Simulation(new PastTime(clock), callback);
    var workforces = new Workforces(simulation, crowds);
    return new CampaignSteps(
        objects,
        new KnownNames(
            QueryStrategies.names(),
            SeedSets.names(),
            Learners.names(),
            SequenceStrategies.names(),
            Trainers.sequenceNames(),
            new TrainerFit(
                Learners.linear(), QueryStrategies.needLinearModel(),
                Learners.adaptable(), Learners.unavailable())),
        Trainers::of,
        workforces,
        notifications,
        new HtmlReport(),
        simulation,
        clock,
        settings.budgetCeiling().map(Money::parse),
        callback,
        AwaitResume.Pausing.WAITS);
  }

  @Produces
  @Singleton
  StepLog log() {
    return StepLog.inJson(System.out::println);
  }

  @Produces
  @Singleton
  OccurrenceLog occurrences() {
    return new OccurrenceLog(System.out::println);
  }

  @Produces
  @Singleton
  StepFigures figures(CampaignSteps steps, Settings settings) {
    return new StepFigures(
        new StepMetrics(
            steps.campaigns(),
            steps.ledger(),
            settings.stack().orElse("labelloop"),
            InstantSource.system()),
        System.out::println);
  }
}
