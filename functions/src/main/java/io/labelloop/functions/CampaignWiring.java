package io.labelloop.functions;

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
import io.labelloop.workflow.step.CampaignSteps;
import io.labelloop.workflow.step.StepLog;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** The steps of a campaign on AWS. */
@Singleton
class CampaignWiring {
  private static final Logger LOG = Logger.getLogger("io.labelloop");

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
        settings.budgetCeiling().map(Money::parse));
  }

  @Produces
  @Singleton
  StepLog log() {
    return new StepLog(LOG::info);
  }
}
