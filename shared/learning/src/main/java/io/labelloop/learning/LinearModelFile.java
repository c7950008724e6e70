package io.labelloop.learning;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DoubleProvenance;
import io.labelloop.model.ClassLabels;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.Temperature;
import io.labelloop.model.UnreadableModelException;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.protos.ClassificationLinearSGDProto;
import org.tribuo.math.LinearParameters;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.util.ExpNormalizer;
import org.tribuo.protos.core.ModelProto;

/**
 * A linear model as Tribuo's protobuf: a {@code LinearSGDModel} with a softmax, whoever trained it.
 */
final class LinearModelFile {
  private LinearModelFile() {}

  static byte[] write(TrainingSet set, Weights weights, ModelMetadata.TrainedBy trainer) {
    ClassificationLinearSGDProto model =
        ClassificationLinearSGDProto.newBuilder()
            .setMetadata(ModelMetadata.of(LinearSGDModel.class, set, weights.features(), trainer))
            .setParams(new LinearParameters(matrix(weights)).serialize())
            .setNormalizer(new ExpNormalizer().serialize())
            .build();
    return ModelProto.newBuilder()
        .setVersion(0)
        .setClassName(LinearSGDModel.class.getName())
        .setSerializedData(Any.pack(model))
        .build()
        .toByteArray();
  }

  /** A stored model with its weights at a temperature, which its provenance then says. */
  static byte[] tempered(byte[] stored, Weights scaled, Temperature temperature) {
    try {
      ModelProto model = ModelProto.parseFrom(stored);
      ClassificationLinearSGDProto linear =
          model.getSerializedData().unpack(ClassificationLinearSGDProto.class);
      return model.toBuilder()
          .setSerializedData(
              Any.pack(
                  linear.toBuilder()
                      .setMetadata(
                          ModelMetadata.withOutcome(
                              linear.getMetadata(),
                              new DoubleProvenance("calibrated-by", temperature.value())))
                      .setParams(new LinearParameters(matrix(scaled)).serialize())
                      .build()))
          .build()
          .toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a model's own bytes are no linear model", e);
    }
  }

  static Classifier read(
      FeatureSpace space, ClassLabels classes, LinearSGDModel model, byte[] stored) {
    Weights weights = weights(space, model);
    return new LogisticClassifier(
        space, classes, weights.features(), weights.rows(), weights.intercepts(), stored::clone);
  }

  /** The weights of a model that belongs to the space. */
  static Weights weights(FeatureSpace space, LinearSGDModel model) {
    ImmutableFeatureMap map = model.getFeatureIDMap();
    DenseMatrix matrix = model.getWeightsCopy();
    int classes = matrix.getDimension1Size();
    int[] features = new int[map.size()];
    double[] rows = new double[features.length * classes];
    double[] intercepts = new double[classes];
    if (matrix.getDimension2Size() != features.length + 1) {
      throw new UnreadableModelException(
          "the model has "
              + matrix.getDimension2Size()
              + " columns of weights, but "
              + features.length
              + " features and an intercept");
    }
    for (int row = 0; row < features.length; row++) {
      features[row] = ModelMetadata.indexOf(map.get(row).getName(), space);
      for (int k = 0; k < classes; k++) {
        rows[row * classes + k] = matrix.get(k, row);
      }
    }
    for (int k = 0; k < classes; k++) {
      intercepts[k] = matrix.get(k, features.length);
    }
    return new Weights(features, rows, intercepts);
  }

  private static DenseMatrix matrix(Weights weights) {
    int classes = weights.intercepts().length;
    int features = weights.features().length;
    double[][] matrix = new double[classes][features + 1];
    for (int k = 0; k < classes; k++) {
      for (int row = 0; row < features; row++) {
        matrix[k][row] = weights.rows()[row * classes + k];
      }
      matrix[k][features] = weights.intercepts()[k];
    }
    return DenseMatrix.createDenseMatrix(matrix);
  }
}
