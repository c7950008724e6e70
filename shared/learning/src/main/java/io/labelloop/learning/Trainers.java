package io.labelloop.learning;

import io.labelloop.campaign.TrainerSpec;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.Learner;
import io.labelloop.model.Trainer;
import io.labelloop.pool.Item;
import io.labelloop.sequence.HiddenMarkovLearner;
import io.labelloop.sequence.SequenceLearner;
import io.labelloop.sequence.SequenceTrainer;
import java.util.List;
import java.util.Optional;

/** The trainers that a campaign can name: learners of classes ({@link Learners}) and of tags. */
public final class Trainers {
  private static final List<SequenceLearner> SEQUENCE_LEARNERS =
      List.of(new CrfLearner(), new HiddenMarkovLearner(1), new HiddenMarkovLearner(2));

  private Trainers() {}

  /** A way of learning tags, with the words of a sentence as the features of seed sets. */
  private record Tagging(SequenceLearner learner) implements SequenceTrainer {
    @Override
    public FeatureSpace fitFeatures(List<Item> sample) {
      return TfIdf.fit(sample);
    }

    @Override
    public FeatureSpace readFeatures(byte[] stored) {
      return StoredFeatures.read(stored);
    }
  }

  /** The names of trainers for sequence tasks, the default first. */
  public static List<String> sequenceNames() {
    return SEQUENCE_LEARNERS.stream().map(SequenceLearner::name).toList();
  }

  /**
   * The trainer that a campaign asks for.
   *
   * @throws IllegalArgumentException if a name is unknown, which reading the file has ruled out
   */
  public static Trainer of(TrainerSpec spec) {
    return sequenceLearner(spec.names().getFirst())
        .<Trainer>map(Tagging::new)
        .orElseGet(() -> classLearner(spec));
  }

  /**
   * The learner of classes that a campaign asks for.
   *
   * @throws IllegalArgumentException if a name is unknown
   */
  public static Learner classLearner(TrainerSpec spec) {
    List<Learner> learners = spec.names().stream().map(Trainers::learner).toList();
    return spec.isCommittee()
        ? new CommitteeLearner(spec.names(), learners, spec.members())
        : learners.getFirst();
  }

  private static Learner learner(String name) {
    return Learners.named(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no trainer '" + name + "'; there are " + Learners.names()));
  }

  /** The learner of a name for sequence tasks, or nothing if there is none. */
  public static Optional<SequenceLearner> sequenceLearner(String name) {
    return SEQUENCE_LEARNERS.stream().filter(learner -> learner.name().equals(name)).findFirst();
  }
}
