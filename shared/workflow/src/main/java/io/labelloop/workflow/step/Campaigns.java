package io.labelloop.workflow.step;

import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.CampaignSpecReader;
import io.labelloop.campaign.KnownNames;
import io.labelloop.campaign.TrainerSpec;
import io.labelloop.model.Trainer;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.Claim;
import io.labelloop.workflow.document.DocumentStore;
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

  DocumentStore documents() {
    return documents;
  }

  /** Reads a campaign file; the same for {@link OpenCampaign} and for every later step. */
  CampaignSpecReader.Reading read(byte[] campaignFile, String key) {
    return new CampaignSpecReader(names).read(campaignFile, key);
  }

  /** The campaign with this prefix, as it was claimed. */
  public Campaign open(String prefix) {
    var keys = new CampaignKeys(prefix);
    Claim claim = documents.get(keys.claim(), Claim.class);
    CampaignSpec spec =
        switch (read(documents.getBytes(keys.spec()), keys.spec())) {
          case CampaignSpecReader.Reading.Valid valid -> valid.spec();
          case CampaignSpecReader.Reading.Invalid invalid ->
              throw new InvalidCampaignException(keys.spec(), invalid.mistakes());
        };
    return new Campaign(keys, claim, spec, documents, trainers.apply(spec.model().trainer()));
  }
}
