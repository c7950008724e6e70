package io.labelloop.workflow.step;

import io.labelloop.campaign.KnownNames;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.Trainer;
import io.labelloop.pool.Item;
import io.labelloop.query.QueryStrategies;
import io.labelloop.query.SeedSets;
import io.labelloop.workflow.document.DocumentStore;
import java.util.List;

/** Campaigns of tests in which nothing is learned; a test that trains fails. */
public final class CampaignsWithoutModels {
  private static final Trainer LEARNS_NOTHING =
      new Trainer() {
        @Override
        public FeatureSpace fitFeatures(List<Item> sample) {
          throw new AssertionError("nothing is learned here");
        }

        @Override
        public FeatureSpace readFeatures(byte[] stored) {
          throw new AssertionError("nothing is learned here");
        }
      };

  private CampaignsWithoutModels() {}

  public static Campaigns of(DocumentStore documents) {
    return new Campaigns(
        documents,
        new KnownNames(
            QueryStrategies.names(),
            SeedSets.names(),
            List.of("logistic-regression"),
            List.of("margin"),
            List.of("crf")),
        name -> LEARNS_NOTHING);
  }
}
