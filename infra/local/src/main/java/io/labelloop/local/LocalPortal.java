package io.labelloop.local;

import io.labelloop.annotation.Annotation;
import io.labelloop.local.asl.Timeline;
import io.labelloop.portal.Portal;
import io.labelloop.portal.PortalWorkforce;
import io.labelloop.workflow.port.LabelingJob;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.port.StoreException;
import io.labelloop.workflow.port.WorkflowCallback;
import io.labelloop.workflow.port.Workforce;
import io.labelloop.workflow.step.Campaign;
import java.time.Duration;
import java.util.List;

/**
 * The portal's people for a campaign that runs on this machine. The portal itself is another
 * process; all that both share is the store, into which this one looks for the end of a job.
 */
final class LocalPortal {
  private static final Duration LOOK = Duration.ofMillis(500);

  private final LocalWorkspace workspace;
  private final ObjectStore objects;
  private final Timeline timeline;
  private final WorkflowCallback callback;

  LocalPortal(
      LocalWorkspace workspace, ObjectStore objects, Timeline timeline, WorkflowCallback callback) {
    this.workspace = workspace;
    this.objects = objects;
    this.timeline = timeline;
    this.callback = callback;
  }

  Workforce workforce(Campaign campaign) {
    var portal =
        new Portal(
            objects,
            campaign.keys().prefix(),
            campaign.spec(),
            campaign.poolPlan().columns(),
            LocalPortalSecret.of(workspace.root()),
            timeline,
            callback);
    return new Watched(portal.workforce(), timeline);
  }

  private record Watched(PortalWorkforce people, Timeline timeline) implements Workforce {
    @Override
    public void publish(LabelingJob job, String taskToken) {
      people.publish(job, taskToken);
      watch(job);
    }

    private void watch(LabelingJob job) {
      timeline.schedule(
          timeline.instant().plus(LOOK),
          () -> {
            if (!ended(job)) {
              watch(job);
            }
          });
    }

    private boolean ended(LabelingJob job) {
      try {
        return people.settle(job);
      } catch (StoreException notNow) {
        // the next look will tell
        return false;
      }
    }

    @Override
    public List<Annotation> collect(LabelingJob job) {
      return people.collect(job);
    }

    @Override
    public void cancel(LabelingJob job) {
      people.cancel(job);
    }
  }
}
