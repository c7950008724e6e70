package io.labelloop.learning;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import io.labelloop.model.ClassLabels;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.UnreadableModelException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.protos.core.ModelProto;

/**
 * Reads models as they are stored, whoever trained them: Tribuo's protobuf of a linear model, of
 * trees, or of a committee.
 */
final class StoredModels {
  private static final int VERSION = 0;
  private static final String BOOSTED = "org.tribuo.common.xgboost.XGBoostModel";

  private StoredModels() {}

  /**
   * The classifier of a stored model.
   *
   * @throws UnreadableModelException if the bytes are truncated, of another kind, of other classes,
   *     of another feature space, or of a newer version
   */
  static Classifier read(FeatureSpace space, ClassLabels classes, byte[] stored) {
    byte[] kept = stored.clone();
    return classifier(space, classes, tribuo(kept), kept);
  }

  /** The message in some bytes that nobody changes; its largest part is not copied out of them. */
  private static ModelProto sharing(byte[] bytes) throws IOException {
    CodedInputStream input = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
    input.enableAliasing(true);
    ModelProto proto = ModelProto.parseFrom(input);
    input.checkLastTagWas(0);
    return proto;
  }

  private static Classifier classifier(
      FeatureSpace space, ClassLabels classes, Model<Label> model, byte[] stored) {
    ModelMetadata.check(space, classes, model);
    if (model.getClass().getName().equals(BOOSTED)) {
      return BoostedTreesFile.read(space, classes, model, stored);
    }
    if (model instanceof LinearSGDModel linear) {
      return LinearModelFile.read(space, classes, linear, stored);
    }
    if (model instanceof WeightedEnsembleModel<Label> ensemble) {
      return ensemble.getModels().getFirst() instanceof TreeModel
          ? ForestFile.read(space, classes, ensemble, stored)
          : committee(space, classes, ensemble, stored);
    }
    throw new UnreadableModelException(
        "the model must be linear, of trees, or a committee, but was a "
            + model.getClass().getSimpleName());
  }

  private static Classifier committee(
      FeatureSpace space,
      ClassLabels classes,
      WeightedEnsembleModel<Label> ensemble,
      byte[] stored) {
    List<Classifier> members = new ArrayList<>();
    for (Model<Label> member : ensemble.getModels()) {
      members.add(classifier(space, classes, member, member.serialize().toByteArray()));
    }
    return new MeanClassifier(members, stored::clone);
  }

  /** Tribuo's model; what it was read from, several times as large, is gone when this returns. */
  private static Model<Label> tribuo(byte[] stored) {
    ModelProto proto;
    try {
      proto = sharing(stored);
    } catch (IOException e) {
      throw incomplete(stored, e);
    }
    if (proto.getVersion() > VERSION) {
      throw new UnreadableModelException(
          "models are read up to version "
              + VERSION
              + ", but this one has "
              + proto.getVersion()
              + ": a newer release wrote it");
    }
    if (proto.getClassName().equals(BOOSTED)) {
      BoostedTreesLearner.unavailable()
          .ifPresent(
              why -> {
                throw new UnreadableModelException("the model is of boosted trees: " + why);
              });
    }
    Model<?> model;
    try {
      model = Model.deserialize(proto);
    } catch (RuntimeException e) {
      // Tribuo's readers throw many kinds of unchecked exceptions for one reason: bad bytes
      throw incomplete(stored, e);
    }
    if (!model.validate(Label.class)) {
      throw new UnreadableModelException("the model predicts no classes");
    }
    return model.castModel(Label.class);
  }

  private static UnreadableModelException incomplete(byte[] stored, Exception cause) {
    return new UnreadableModelException(
        "the " + stored.length + " bytes are no complete Tribuo model", cause);
  }
}
