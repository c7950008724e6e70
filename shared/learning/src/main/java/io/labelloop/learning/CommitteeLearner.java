package io.labelloop.learning;

import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import io.labelloop.model.ClassLabels;
import io.labelloop.model.Classifier;
import io.labelloop.model.Committee;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.model.Learner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tribuo.protos.core.ModelProto;

/**
 * A committee as a way of learning: bagged members of one or several learners in turn, whose
 * probabilities are averaged.
 *
 * <p>Query strategies that look at the disagreement of a committee look at these members. The
 * stored model is Tribuo's {@code WeightedEnsembleModel} of the members' own models.
 *
 * <p>Breiman: Bagging predictors. Machine Learning 24(2), 1996.
 */
final class CommitteeLearner extends ContentLearner {
  private final List<String> names;
  private final List<Learner> learners;
  private final int size;

  /**
   * @param names of the learners, as a campaign file gives them
   * @param learners who trains the first, the second member and so on, from the first again after
   *     the last
   * @param size members, at least 2
   */
  CommitteeLearner(List<String> names, List<Learner> learners, int size) {
    this.names = List.copyOf(names);
    this.learners = List.copyOf(learners);
    this.size = size;
  }

  @Override
  public List<Learner> parts() {
    return learners;
  }

  @Override
  public Learner of(List<Learner> parts) {
    return new CommitteeLearner(names, parts, size);
  }

  @Override
  public Classifier train(
      FeatureSpace space,
      ClassLabels classes,
      List<LabeledVector> training,
      long seed,
      Instant trainedAt) {
    TrainingSet set = TrainingSet.of(space, classes, training, seed, trainedAt);
    var perMember = new ArrayList<Learner>();
    for (int member = 0; member < size; member++) {
      perMember.add(learners.get(member % learners.size()));
    }
    List<Classifier> members =
        Committee.train(perMember, space, classes, training, seed, trainedAt).members();
    return new MeanClassifier(members, () -> stored(set, members));
  }

  private byte[] stored(TrainingSet set, List<Classifier> members) {
    var protos = new ArrayList<ModelProto>();
    try {
      for (Classifier member : members) {
        protos.add(ModelProto.parseFrom(member.toBytes()));
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a member's own bytes are no model", e);
    }
    return EnsembleFile.write(
        set,
        set.occurringFeatures(),
        protos,
        new ModelMetadata.TrainedBy(
            "committee",
            CommitteeLearner.class,
            Map.of(
                "members", new IntProvenance("members", size),
                "of", new StringProvenance("of", String.join(",", names))),
            Map.of()));
  }
}
