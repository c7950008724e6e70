package io.labelloop.workflow.step;

import io.labelloop.estimation.PairedProportions;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.numeric.ArgMax;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.Stream;
import io.labelloop.sequence.SequenceModel;
import io.labelloop.sequence.TagSequence;
import io.labelloop.sequence.TaggedSentence;
import io.labelloop.workflow.document.ActiveLearning;
import io.labelloop.workflow.document.BatchItem;
import io.labelloop.workflow.document.ConsolidatedLabels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Answers "did active learning help here?" from the random share of the batches.
 *
 * <p>The items of the random share are a uniform sample of the pool; {@code n} of them have labels.
 * One model is trained on these, and one on the first {@code n} items that were chosen, the seed
 * set first. Both are tested on the certification and validation items, which no model has learnt
 * from, and the difference of their accuracies has an interval for paired counts ({@link
 * PairedProportions}). The comparison is about {@code n} labels, which are fewer than the
 * campaign's.
 */
public final class ActiveLearningCheck {
  private static final double CONFIDENCE = 0.95;

  /** With fewer the answer would be chance. */
  private static final int LEAST_LABELS = 10;

  private final Campaign campaign;
  private final int rounds;
  private final Map<ItemId, ConsolidatedLabels.Label> labels;

  private ActiveLearningCheck(Campaign campaign) {
    this.campaign = campaign;
    this.rounds = campaign.startedRounds();
    this.labels = campaign.consolidatedLabels(rounds);
  }

  /** Compares, and stores the answer; an earlier answer is replaced. */
  public static void store(Campaign campaign) {
    campaign
        .documents()
        .put(
            campaign.keys().activeLearning(),
            io.labelloop.workflow.document.JsonCodec.document(
                new ActiveLearningCheck(campaign).compare()));
  }

  private ActiveLearning compare() {
    List<BatchItem> random = labeled(stream -> stream == Stream.RANDOM);
    List<BatchItem> chosen = labeled(stream -> stream == Stream.SEED || stream == Stream.QUERY);
    List<BatchItem> test =
        labeled(stream -> stream == Stream.CERTIFICATION || stream == Stream.VALIDATION);
    int size = Math.min(random.size(), chosen.size());
    if (size < LEAST_LABELS || test.size() < LEAST_LABELS) {
      return unknown(
          size < LEAST_LABELS
              ? "only " + size + " uniformly drawn items have a label, and it takes " + LEAST_LABELS
              : "there are only " + test.size() + " certification and validation items to test on");
    }
    boolean[] byChosen = right(chosen.subList(0, size), test);
    boolean[] byRandom = right(random.subList(0, size), test);
    int onlyChosen = 0;
    int onlyRandom = 0;
    int both = 0;
    for (int i = 0; i < byChosen.length; i++) {
      onlyChosen += byChosen[i] && !byRandom[i] ? 1 : 0;
      onlyRandom += byRandom[i] && !byChosen[i] ? 1 : 0;
      both += byChosen[i] && byRandom[i] ? 1 : 0;
    }
    PairedProportions found = PairedProportions.of(onlyChosen, onlyRandom, test.size(), CONFIDENCE);
    return new ActiveLearning(
        ActiveLearning.VERSION,
        size,
        test.size(),
        both + onlyChosen,
        both + onlyRandom,
        found.difference(),
        found.low(),
        found.high(),
        CONFIDENCE,
        found.low() > 0 ? "helped" : found.high() < 0 ? "hurt" : "unclear",
        Optional.empty());
  }

  private static ActiveLearning unknown(String why) {
    return new ActiveLearning(
        ActiveLearning.VERSION, 0, 0, 0, 0, 0, -1, 1, CONFIDENCE, "unknown", Optional.of(why));
  }

  /** The items of some streams that have a label, in the order in which they were asked. */
  private List<BatchItem> labeled(Predicate<Stream> streams) {
    return campaign.asked(rounds).stream()
        .filter(item -> streams.test(item.stream()) && labels.containsKey(item.id()))
        .toList();
  }

  private boolean[] right(List<BatchItem> training, List<BatchItem> test) {
    return campaign.isSequence() ? sentences(training, test) : items(training, test);
  }

  private ConsolidatedLabels.Label label(BatchItem item) {
    return java.util.Objects.requireNonNull(labels.get(item.id()));
  }

  private boolean[] items(List<BatchItem> training, List<BatchItem> test) {
    FeatureSpace features = campaign.features();
    var examples = new ArrayList<LabeledVector>();
    for (BatchItem item : training) {
      examples.add(
          new LabeledVector(item.id(), features.vectorOf(item.content()), label(item).label()));
    }
    Classifier model =
        StartModel.learner(campaign)
            .train(features, campaign.labels(), examples, campaign.spec().seed(), Instant.EPOCH);
    boolean[] right = new boolean[test.size()];
    for (int i = 0; i < right.length; i++) {
      right[i] =
          ArgMax.of(model.probabilities(features.vectorOf(test.get(i).content())))
              == label(test.get(i)).label();
    }
    return right;
  }

  private boolean[] sentences(List<BatchItem> training, List<BatchItem> test) {
    SequenceModel model =
        campaign
            .sequenceLearner()
            .train(
                campaign.tags(),
                training.stream().map(this::sentence).toList(),
                campaign.spec().seed(),
                Instant.EPOCH);
    boolean[] right = new boolean[test.size()];
    for (int i = 0; i < right.length; i++) {
      TaggedSentence sentence = sentence(test.get(i));
      TagSequence predicted = model.distribution(sentence.tokens()).best().tags();
      right[i] = predicted.equals(sentence.tags());
    }
    return right;
  }

  private TaggedSentence sentence(BatchItem item) {
    return new TaggedSentence(item.id(), Sentences.tokens(item.content()), label(item).tags());
  }
}
