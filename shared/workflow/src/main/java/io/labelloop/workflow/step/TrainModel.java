package io.labelloop.workflow.step;

import io.labelloop.annotation.Annotation;
import io.labelloop.model.Classifier;
import io.labelloop.model.Committee;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.model.Learner;
import io.labelloop.model.PartsSearch;
import io.labelloop.model.PseudoLabels;
import io.labelloop.model.RoundTraining;
import io.labelloop.model.SelfTraining;
import io.labelloop.numeric.Vector;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemId;
import io.labelloop.sequence.SequenceModel;
import io.labelloop.sequence.TaggedSentence;
import io.labelloop.sequence.TaggerCommittee;
import io.labelloop.workflow.document.Training;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Trains on every consolidated label but the certification stream's. A repeated call keeps the
 * first model.
 */
public final class TrainModel implements Step<RoundInput, TrainModel.Output> {
  private final Campaigns campaigns;

  public TrainModel(Campaigns campaigns) {
    this.campaigns = campaigns;
  }

  /** How many labels the model was trained on; 0 if there is no model yet. */
  public record Output(int trainingLabels) {}

  @Override
  public Class<RoundInput> inputType() {
    return RoundInput.class;
  }

  @Override
  public Output execute(RoundInput input) {
    Campaign campaign = campaigns.open(input.prefix());
    Training training =
        campaign
            .documents()
            .find(campaign.keys().training(input.round()), Training.class)
            .orElseGet(() -> train(campaign, input.round()));
    return new Output(training.labels());
  }

  private static Training train(Campaign campaign, int round) {
    return campaign.isSequence() ? trainTagger(campaign, round) : trainClassifier(campaign, round);
  }

  private static Training trainTagger(Campaign campaign, int round) {
    List<TaggedSentence> sentences = Sentences.training(campaign, round);
    int[] perType = new int[campaign.labels().size()];
    sentences.forEach(
        sentence -> sentence.tags().entities().forEach(entity -> perType[entity.type()]++));
    if (!sentences.isEmpty()) {
      SequenceModel model =
          campaign
              .sequenceLearner()
              .train(
                  campaign.tags(), sentences, campaign.spec().seed(), trainedAt(campaign, round));
      storeCommittee(campaign, round, sentences);
      // before the document that says that there is a model
      campaign.documents().decideBytes(campaign.keys().model(round), model.toBytes());
    }
    return campaign
        .documents()
        .decide(
            campaign.keys().training(round),
            new Training(
                Training.VERSION,
                round,
                sentences.size(),
                Arrays.stream(perType).boxed().toList(),
                Optional.empty(),
                Optional.empty()),
            Training.class);
  }

  private static Training trainClassifier(Campaign campaign, int round) {
    FeatureSpace features = campaign.features();
    List<LabeledVector> examples = TrainingExamples.of(campaign, round, features);
    int[] perClass = new int[campaign.labels().size()];
    examples.forEach(example -> perClass[example.label()]++);
    RoundTraining training = HyperParameters.training(campaign);
    Optional<PartsSearch> search;
    Optional<Training.SelfTraining> guessed = Optional.empty();
    if (examples.isEmpty()) {
      search = training.searched(features, campaign.labels(), examples, campaign.spec().seed());
    } else {
      RoundTraining.Trained trained =
          training.train(
              features,
              campaign.labels(),
              examples,
              new RoundTraining.Beside(
                  () -> unlabeled(campaign, round, features),
                  () -> ValidationStream.items(campaign, round, features)),
              campaign.spec().seed(),
              trainedAt(campaign, round));
      search = trained.search();
      guessed = trained.guesses().map(TrainModel::document);
      storeCommittee(campaign, trained.learner(), round, features, examples);
      // before the document that says that there is a model
      campaign.documents().decideBytes(campaign.keys().model(round), trained.model().toBytes());
    }
    return campaign
        .documents()
        .decide(
            campaign.keys().training(round),
            new Training(
                Training.VERSION,
                round,
                examples.size(),
                Arrays.stream(perClass).boxed().toList(),
                search.map(found -> HyperParameters.document(campaign, training.learner(), found)),
                guessed),
            Training.class);
  }

  private static Training.SelfTraining document(SelfTraining tried) {
    return new Training.SelfTraining(
        tried.perClass(),
        PseudoLabels.WEIGHT,
        tried.with().labels(),
        tried.without().logLoss(),
        tried.with().logLoss(),
        tried.kept());
  }

  /** The items of the pool's sample that nobody is or will be asked about by this round. */
  private static Map<ItemId, Vector> unlabeled(
      Campaign campaign, int round, FeatureSpace features) {
    Set<ItemId> taken = campaign.takenBy(round);
    Map<ItemId, Vector> unlabeled = new LinkedHashMap<>();
    for (Item item : campaign.pool().sample(round)) {
      if (!taken.contains(item.id())) {
        unlabeled.put(item.id(), features.vectorOf(item.content()));
      }
    }
    return unlabeled;
  }

  /** When the last of its answers came: a model that is trained again has the same provenance. */
  private static Instant trainedAt(Campaign campaign, int round) {
    return campaign.annotations(round).stream()
        .map(Annotation::answeredAt)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  private static void storeCommittee(Campaign campaign, int round, List<TaggedSentence> sentences) {
    int size = Strategies.ofSentences(campaign).committee();
    if (size > 0) {
      List<SequenceModel> members =
          TaggerCommittee.train(
                  size,
                  campaign.sequenceLearner(),
                  campaign.tags(),
                  sentences,
                  campaign.spec().seed(),
                  trainedAt(campaign, round))
              .members();
      storeMembers(campaign, round, members.stream().map(SequenceModel::toBytes).toList());
    }
  }

  private static void storeCommittee(
      Campaign campaign,
      Learner learner,
      int round,
      FeatureSpace features,
      List<LabeledVector> examples) {
    // a committee as the model serves the strategy too
    int size = campaign.spec().model().trainer().isCommittee() ? 0 : Strategies.committee(campaign);
    if (size > 0) {
      List<Classifier> members =
          Committee.train(
                  size,
                  learner,
                  features,
                  campaign.labels(),
                  examples,
                  campaign.spec().seed(),
                  trainedAt(campaign, round))
              .members();
      storeMembers(campaign, round, members.stream().map(Classifier::toBytes).toList());
    }
  }

  private static void storeMembers(Campaign campaign, int round, List<byte[]> members) {
    for (int member = 0; member < members.size(); member++) {
      campaign
          .documents()
          .decideBytes(campaign.keys().committeeMember(round, member), members.get(member));
    }
  }
}
