package io.labelloop.local;

import io.labelloop.campaign.KnownNames;
import io.labelloop.campaign.TrainerFit;
import io.labelloop.learning.Learners;
import io.labelloop.learning.Trainers;
import io.labelloop.query.QueryStrategies;
import io.labelloop.query.SeedSets;
import io.labelloop.query.SequenceStrategies;

/** The names that a campaign file may use, as the registries know them. */
public final class LocalRegistries {
  public static final KnownNames KNOWN_NAMES =
      new KnownNames(
          QueryStrategies.names(),
          SeedSets.names(),
          Learners.names(),
          SequenceStrategies.names(),
          Trainers.sequenceNames(),
          new TrainerFit(
              Learners.linear(),
              QueryStrategies.needLinearModel(),
              Learners.adaptable(),
              Learners.unavailable()));

  private LocalRegistries() {}
}
