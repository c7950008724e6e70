package io.labelloop.workflow.step;

import io.labelloop.model.FeatureSpace;
import io.labelloop.model.GridSearch;
import io.labelloop.model.LabeledVector;
import io.labelloop.model.Learner;
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

  /**
   * A search over some training examples; nothing if the campaign does not ask for one.
   *
   * @param examples none of a stream that tests
   */
  static Optional<Training.Search> search(
      Campaign campaign, FeatureSpace features, List<LabeledVector> examples) {
    if (!campaign.spec().model().search()) {
      return Optional.empty();
    }
    List<Learner> parts = StartModel.learner(campaign).parts();
    var searched = new ArrayList<Training.SearchedTrainer>();
    for (int i = 0; i < parts.size(); i++) {
      GridSearch found =
          GridSearch.of(
              parts.get(i), features, campaign.labels(), examples, campaign.spec().seed());
      searched.add(
          new Training.SearchedTrainer(
              campaign.spec().model().trainer().names().get(i),
              parts.get(i).grid().get(found.chosen()).setting(),
              found.examples(),
              found.points()));
    }
    return Optional.of(new Training.Search(GridSearch.FOLDS, searched));
  }

  /** The campaign's learner with the settings that a search over some examples chooses. */
  public static Learner chosenFor(
      Campaign campaign, FeatureSpace features, List<LabeledVector> examples) {
    return learner(campaign, search(campaign, features, examples));
  }

  /** The campaign's learner as it trained the model of a round, or of the latest before it. */
  static Learner ofRound(Campaign campaign, int round) {
    return learner(
        campaign,
        campaign
            .models()
            .lastRound(round)
            .flatMap(
                last -> campaign.documents().find(campaign.keys().training(last), Training.class))
            .flatMap(Training::search));
  }

  /** The campaign's learner with the settings that were chosen; as it is if none were. */
  static Learner learner(Campaign campaign, Optional<Training.Search> search) {
    Learner learner = StartModel.learner(campaign);
    if (search.isEmpty()) {
      return learner;
    }
    List<Learner> parts = new ArrayList<>(learner.parts());
    List<Training.SearchedTrainer> trainers = search.get().trainers();
    for (int i = 0; i < parts.size(); i++) {
      String chosen = trainers.get(i).chosen();
      parts.set(
          i,
          parts.get(i).grid().stream()
              .filter(one -> one.setting().equals(chosen))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "no setting of this release is called '"
                              + chosen
                              + "', which an earlier step chose")));
    }
    return learner.of(parts);
  }
}
