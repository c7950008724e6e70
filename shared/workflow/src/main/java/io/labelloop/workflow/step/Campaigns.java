package io.labelloop.workflow.step;

import io.labelloop.campaign.CampaignChange;
import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.CampaignSpecReader;
import io.labelloop.campaign.KnownNames;
import io.labelloop.campaign.StopSpec;
import io.labelloop.campaign.TrainerSpec;
import io.labelloop.model.Trainer;
import io.labelloop.workflow.document.CampaignChanges;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.Claim;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.ReadThroughCache;
import java.util.function.Function;

/** Opens campaigns that {@link OpenCampaign} has claimed. */
public final class Campaigns {
  private final DocumentStore documents;
  private final KnownNames names;
  private final Function<TrainerSpec, Trainer> trainers;

  /**
   * @param trainers makes the trainer that a campaign asks for, by names of {@code names}
   */
  public Campaigns(
      DocumentStore documents, KnownNames names, Function<TrainerSpec, Trainer> trainers) {
    this.documents = documents;
    this.names = names;
    this.trainers = trainers;
  }

  /** Where the campaigns lie. */
  public DocumentStore documents() {
    return documents;
  }

  /** Reads a campaign file; the same for {@link OpenCampaign} and for every later step. */
  public CampaignSpecReader.Reading read(byte[] campaignFile, String key) {
    return new CampaignSpecReader(names).read(campaignFile, key);
  }

  /** The trainer that a campaign file asks for. */
  Trainer trainer(CampaignSpec spec) {
    return trainers.apply(spec.model().trainer());
  }

  /** The campaign with this prefix, as it was claimed. */
  public Campaign open(String prefix) {
    var keys = new CampaignKeys(prefix);
    Claim claim = documents.get(keys.claim(), Claim.class);
    byte[] file = documents.getBytes(keys.spec());
    CampaignSpec spec = valid(file, keys.spec());
    return new Campaign(keys, claim, spec, () -> stop(keys, file, spec), documents, trainer(spec));
  }

  /**
   * The campaign with this prefix, whose documents are read once each ({@link ReadThroughCache});
   * for one execution of a step that looks at most of them.
   */
  Campaign openCached(String prefix) {
    var cached = new DocumentStore(new ReadThroughCache(documents.objects(), prefix));
    return new Campaigns(cached, names, trainers).open(prefix);
  }

  private StopSpec stop(CampaignKeys keys, byte[] file, CampaignSpec spec) {
    return CampaignChanges.of(documents, keys)
        .stop()
        .map(stop -> valid(CampaignChange.withStop(file, stop), keys.changes()).stop())
        .orElse(spec.stop());
  }

  private CampaignSpec valid(byte[] file, String key) {
    return switch (read(file, key)) {
      case CampaignSpecReader.Reading.Valid valid -> valid.spec();
      case CampaignSpecReader.Reading.Invalid invalid ->
          throw new InvalidCampaignException(key, invalid.mistakes());
    };
  }
}
