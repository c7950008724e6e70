package io.labelloop.functions;

import io.labelloop.aws.AwsClients;
import io.labelloop.aws.crowd.ItemDisplay;
import io.labelloop.aws.groundtruth.GroundTruthAccount;
import io.labelloop.aws.groundtruth.GroundTruthWorkforce;
import io.labelloop.aws.groundtruth.LabelingJobs;
import io.labelloop.aws.mechanicalturk.HitNotifications;
import io.labelloop.aws.mechanicalturk.MechanicalTurkAccount;
import io.labelloop.aws.mechanicalturk.MechanicalTurkClients;
import io.labelloop.aws.mechanicalturk.MechanicalTurkWorkforce;
import io.labelloop.campaign.MechanicalTurkSpec;
import io.labelloop.campaign.PoolLocation;
import io.labelloop.portal.PortalWorkforce;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.JobKey;
import io.labelloop.workflow.port.ObjectStore;
import io.labelloop.workflow.port.WorkflowCallback;
import io.labelloop.workflow.port.Workforce;
import io.labelloop.workflow.port.WorkforceRefusedException;
import io.labelloop.workflow.step.Campaign;
import io.labelloop.workflow.step.CampaignSteps;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/**
 * The workforces that are people, where the stack has them. Clients are made when a campaign first
 * asks for one.
 */
@Singleton
class Crowds {
  private static final Pattern PORTAL_FOLDER =
      Pattern.compile("campaigns/[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?/");

  private final AwsClients clients;
  private final ObjectStore objects;
  private final WorkflowCallback callback;
  private final Settings settings;

  Crowds(AwsClients clients, ObjectStore objects, WorkflowCallback callback, Settings settings) {
    this.clients = clients;
    this.objects = objects;
    this.callback = callback;
    this.settings = settings;
  }

  /** A campaign's Ground Truth work team. */
  GroundTruthWorkforce groundTruth(Campaign campaign) {
    String role = settings.groundTruthRole().orElseThrow(() -> missing("GroundTruth"));
    return new GroundTruthWorkforce(
        sageMaker(),
        campaign.documents(),
        callback,
        InstantSource.system(),
        campaign.spec().workforce().groundTruth().orElseThrow(),
        new GroundTruthAccount(settings.bucket(), role),
        display(campaign, Optional.of("s3://" + settings.bucket() + "/" + poolFolder(campaign))),
        campaign.keys().prefix());
  }

  /** A campaign's workers of Mechanical Turk. */
  MechanicalTurkWorkforce mechanicalTurk(Campaign campaign) {
    String queue = settings.mechanicalTurkQueue().orElseThrow(() -> missing("MechanicalTurk"));
    MechanicalTurkSpec spec = campaign.spec().workforce().mechanicalTurk().orElseThrow();
    return new MechanicalTurkWorkforce(
        MechanicalTurkClients.of(clients),
        campaign.documents(),
        callback,
        InstantSource.system(),
        spec,
        campaign.spec().workforce().pricePerAnnotation(),
        new MechanicalTurkAccount(settings.bucket(), queue),
        display(campaign, Optional.empty()));
  }

  /** The people of the portal that this stack serves, or that is served for it elsewhere. */
  Workforce portal(Campaign campaign) {
    if (settings.portal().isEmpty()) {
      throw missing("Portal");
    }
    String prefix = campaign.keys().prefix();
    if (!PORTAL_FOLDER.matcher(prefix).matches()) {
      throw new WorkforceRefusedException(
          "/workforce/type: the portal serves campaigns whose file is campaigns/NAME/campaign.json, with"
              + " a NAME of 1 to 40 lower-case letters, digits or inner hyphens, but this one lies in '"
              + prefix
              + "'; upload pool and file there");
    }
    return PortalWorkforce.of(objects, prefix, campaign.spec(), InstantSource.system(), callback);
  }

  LabelingJobs labelingJobs() {
    return new LabelingJobs(sageMaker(), new DocumentStore(objects), callback, settings.bucket());
  }

  HitNotifications hitNotifications(CampaignSteps steps) {
    return new HitNotifications(
        MechanicalTurkClients.of(clients),
        new DocumentStore(objects),
        settings.bucket(),
        key -> JobKey.parse(key).map(job -> advance(steps, job)).orElse(false));
  }

  private boolean advance(CampaignSteps steps, JobKey job) {
    Campaign campaign = steps.campaigns().open(job.prefix());
    return mechanicalTurk(campaign)
        .advance(campaign.labelingJob(campaign.wave(job.round(), job.wave())));
  }

  private SageMakerClient sageMaker() {
    return clients.with(SageMakerClient.builder()).build();
  }

  private static String poolFolder(Campaign campaign) {
    return PoolLocation.folder(campaign.keys().prefix(), campaign.spec().pool().location());
  }

  private static ItemDisplay display(Campaign campaign, Optional<String> pictures) {
    return new ItemDisplay(campaign.spec().pool().image(), campaign.poolPlan().columns(), pictures);
  }

  private static WorkforceRefusedException missing(String parameter) {
    return new WorkforceRefusedException(
        "/workforce/type: this stack was deployed without it; deploy it again with the parameter "
            + parameter
            + "=Enabled, or choose another workforce (docs/workforces.md)");
  }
}
