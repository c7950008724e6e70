package io.labelloop.learning;

import com.google.protobuf.InvalidProtocolBufferException;
import io.labelloop.model.ClassLabels;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.UnreadableModelException;
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
    ModelProto proto;
    try {
      proto = ModelProto.parseFrom(stored);
    } catch (InvalidProtocolBufferException e) {
      throw new UnreadableModelException(
          "the " + stored.length + " bytes are no complete Tribuo model", e);
    }
    if (proto.getVersion() > VERSION) {
      throw new UnreadableModelException(
          "models are read up to version "
              + VERSION
              + ", but this one has "
              + proto.getVersion()
              + ": a newer release wrote it");
    }
    return classifier(space, classes, proto, stored.clone());
  }

  private static Classifier classifier(
      FeatureSpace space, ClassLabels classes, ModelProto proto, byte[] stored) {
    boolean boosted = proto.getClassName().equals(BOOSTED);
    if (boosted) {
      BoostedTreesLearner.unavailable()
          .ifPresent(
              why -> {
                throw new UnreadableModelException("the model is of boosted trees: " + why);
              });
    }
    Model<Label> model = tribuo(proto, stored.length);
    ModelMetadata.check(space, classes, model);
    if (boosted) {
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
      ModelProto proto = member.serialize();
      members.add(classifier(space, classes, proto, proto.toByteArray()));
    }
    return new MeanClassifier(members, stored::clone);
  }

  private static Model<Label> tribuo(ModelProto proto, int size) {
    Model<?> model;
    try {
      model = Model.deserialize(proto);
    } catch (RuntimeException e) {
      // Tribuo's readers throw many kinds of unchecked exceptions for one reason: bad bytes
      throw new UnreadableModelException("the " + size + " bytes are no complete Tribuo model", e);
    }
    if (!model.validate(Label.class)) {
      throw new UnreadableModelException("the model predicts no classes");
    }
    return model.castModel(Label.class);
  }
}
