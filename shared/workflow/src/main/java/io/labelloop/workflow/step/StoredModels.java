package io.labelloop.workflow.step;

import io.labelloop.model.Classifier;
import io.labelloop.model.Committee;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.Temperature;
import io.labelloop.sequence.SequenceModel;
import io.labelloop.sequence.TaggerCommittee;
import io.labelloop.workflow.document.Calibration;
import io.labelloop.workflow.document.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The models that a campaign's rounds have trained and stored. */
public final class StoredModels {
  private final Campaign campaign;

  StoredModels(Campaign campaign) {
    this.campaign = campaign;
  }

  /** The model of a round or of the latest round before it that has one. */
  public Optional<Classifier> classifier(int round, FeatureSpace features) {
    return storedModel(round)
        .map(stored -> campaign.learner().read(features, campaign.labels(), stored));
  }

  /** The same at its temperature, if it is the last model and has been calibrated. */
  public Optional<Classifier> calibrated(int round, FeatureSpace features) {
    return classifier(round, features)
        .map(
            model ->
                calibration(round)
                    .map(found -> model.tempered(new Temperature(found.temperature())))
                    .orElse(model));
  }

  /** How sure the model of a round may be; nothing before the last model is frozen. */
  public Optional<Calibration> calibration(int round) {
    return lastRound(round)
        .flatMap(
            last ->
                campaign.documents().find(campaign.keys().calibration(last), Calibration.class));
  }

  /** The same as {@link #classifier} in a sequence campaign. */
  public Optional<SequenceModel> tagger(int round) {
    return storedModel(round)
        .map(stored -> campaign.sequenceLearner().read(campaign.tags(), stored));
  }

  /** The round, or the latest one before it, that has a model. */
  Optional<Integer> lastRound(int round) {
    for (int r = round; r >= 1; r--) {
      if (campaign
          .documents()
          .find(campaign.keys().training(r), Training.class)
          .filter(t -> t.labels() > 0)
          .isPresent()) {
        return Optional.of(r);
      }
    }
    return Optional.empty();
  }

  private Optional<byte[]> storedModel(int round) {
    return lastRound(round).map(last -> campaign.documents().getBytes(campaign.keys().model(last)));
  }

  /** The committee of a round or of the latest round before it that has one. */
  public Optional<Committee> committee(int round, FeatureSpace features) {
    if (campaign.spec().model().trainer().isCommittee()) {
      return classifier(round, features)
          .map(Classifier::members)
          .filter(members -> !members.isEmpty())
          .map(Committee::new);
    }
    return storedMembers(round)
        .map(
            members ->
                new Committee(
                    members.stream()
                        .map(stored -> campaign.learner().read(features, campaign.labels(), stored))
                        .toList()));
  }

  /** The same in a sequence campaign. */
  Optional<TaggerCommittee> taggerCommittee(int round) {
    return storedMembers(round)
        .map(
            members ->
                new TaggerCommittee(
                    members.stream()
                        .map(stored -> campaign.sequenceLearner().read(campaign.tags(), stored))
                        .toList()));
  }

  private Optional<List<byte[]>> storedMembers(int round) {
    for (int r = round; r >= 1; r--) {
      var members = new ArrayList<byte[]>();
      Optional<byte[]> next = campaign.documents().findBytes(campaign.keys().committeeMember(r, 0));
      while (next.isPresent()) {
        members.add(next.get());
        next = campaign.documents().findBytes(campaign.keys().committeeMember(r, members.size()));
      }
      if (!members.isEmpty()) {
        return Optional.of(members);
      }
    }
    return Optional.empty();
  }
}
