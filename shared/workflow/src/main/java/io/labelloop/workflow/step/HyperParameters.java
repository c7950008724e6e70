package io.labelloop.workflow.step;

import io.labelloop.model.FeatureSpace;
import io.labelloop.model.GridSearch;
import io.labelloop.model.LabeledVector;
import io.labelloop.model.Learner;
import io.labelloop.model.PartsSearch;
import io.labelloop.model.RoundTraining;
import io.labelloop.workflow.document.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The learner that trains a campaign's models: around the model that it starts from, if its file
 * names one, and with hyper-parameters chosen by cross-validation on labels that teach, if it asks
 * for that.
 */
public final class HyperParameters {
  private HyperParameters() {}

  /** How a campaign's rounds train. */
  static RoundTraining training(Campaign campaign) {
    return new RoundTraining(
        StartModel.learner(campaign),
        campaign.spec().model().search(),
        campaign.spec().model().selfTraining().isPresent());
  }

  /** What a search came to, as a round's document keeps it. */
  static Training.Search document(Campaign campaign, Learner searched, PartsSearch found) {
    List<String> chosen = found.settings(searched);
    var trainers = new ArrayList<Training.SearchedTrainer>();
    for (int i = 0; i < chosen.size(); i++) {
      GridSearch part = found.parts().get(i);
      trainers.add(
          new Training.SearchedTrainer(
              campaign.spec().model().trainer().names().get(i),
              chosen.get(i),
              part.examples(),
              part.points()));
    }
    return new Training.Search(GridSearch.FOLDS, trainers);
  }

  /** The campaign's learner with the settings that a search over some examples chooses. */
  public static Learner chosenFor(
      Campaign campaign, FeatureSpace features, List<LabeledVector> examples) {
    RoundTraining training = training(campaign);
    return training.with(
        training.searched(features, campaign.labels(), examples, campaign.spec().seed()));
  }

  /** The campaign's learner as it trained the model of a round, or of the latest before it. */
  static Learner ofRound(Campaign campaign, int round) {
    Learner learner = StartModel.learner(campaign);
    Optional<Training.Search> search =
        campaign
            .models()
            .lastRound(round)
            .flatMap(
                last -> campaign.documents().find(campaign.keys().training(last), Training.class))
            .flatMap(Training::search);
    return search
        .map(
            found ->
                PartsSearch.withSettings(
                    learner,
                    found.trainers().stream().map(Training.SearchedTrainer::chosen).toList()))
        .orElse(learner);
  }
}
