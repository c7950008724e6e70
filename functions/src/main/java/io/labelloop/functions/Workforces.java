package io.labelloop.functions;

import io.labelloop.simulation.Simulation;
import io.labelloop.workflow.port.Workforce;
import io.labelloop.workflow.port.WorkforceRefusedException;
import io.labelloop.workflow.step.Campaign;
import java.util.function.Function;

/** Which workforce answers a campaign's questions. */
final class Workforces implements Function<Campaign, Workforce> {
  private final Simulation simulation;
  private final Crowds crowds;

  Workforces(Simulation simulation, Crowds crowds) {
    this.simulation = simulation;
    this.crowds = crowds;
  }

  @Override
  public Workforce apply(Campaign campaign) {
    try {
      return workforce(campaign);
    } catch (WorkforceRefusedException absent) {
      return new AbsentWorkforce(absent);
    }
  }

  private Workforce workforce(Campaign campaign) {
    return switch (campaign.spec().workforce().type()) {
      case SIMULATED -> simulation.workforce(campaign);
      case GROUND_TRUTH -> crowds.groundTruth(campaign);
      case MECHANICAL_TURK -> crowds.mechanicalTurk(campaign);
      case PORTAL -> crowds.portal(campaign);
    };
  }
}
