package io.labelloop.functions;

import io.labelloop.simulation.Simulation;
import io.labelloop.workflow.port.Workforce;
import io.labelloop.workflow.port.WorkforceRefusedException;
import io.labelloop.workflow.step.Campaign;
import java.util.function.Function;

/** Which workforce answers a campaign's questions. */
final class Workforces implements Function<Campaign, Workforce> {
  private final Simulation simulation;

  Workforces(Simulation simulation) {
    this.simulation = simulation;
  }

  @Override
  public Workforce apply(Campaign campaign) {
    var type = campaign.spec().workforce().type();
    return switch (type) {
      case SIMULATED -> simulation.workforce(campaign);
      case PORTAL, GROUND_TRUTH, MECHANICAL_TURK ->
          throw new WorkforceRefusedException(
              "/workforce/type: this stack has no '"
                  + type.label()
                  + "' workforce; see docs/workforces.md for those that can be had");
    };
  }
}
