package io.labelloop.learning;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DoubleProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import io.labelloop.model.ClassLabels;
import io.labelloop.model.Classifier;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.model.UnreadableModelException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.xgboost.XGBoostClassificationConverter;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.common.xgboost.protos.XGBoostModelProto;
import org.tribuo.protos.core.ModelProto;

/**
 * Everything that needs XGBoost's library: growing the trees, and reading a stored model. Stored as
 * Tribuo's {@code XGBoostModel}; scored by {@link BoostedTrees}, without the library.
 *
 * <p>XGBoost is called itself, not through Tribuo's trainer, which leaves out the classes that no
 * example has yet: a model predicts all of the task's.
 */
final class BoostedTreesFile {
  private BoostedTreesFile() {}

  static Classifier train(TrainingSet set, int depth) {
    int[] features = set.occurringFeatures();
    try {
      Booster booster = grow(set, features, depth);
      byte[] bytes = booster.toByteArray();
      BoostedTrees trees = BoostedTrees.parse(set.space(), set.classes(), dump(booster), features);
      booster.dispose();
      return trees.storedAs(() -> write(set, features, depth, bytes));
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost failed: " + e.getMessage(), e);
    }
  }

  private static Booster grow(TrainingSet set, int[] features, int depth) throws XGBoostError {
    List<LabeledVector> examples = set.examples();
    long[] starts = new long[examples.size() + 1];
    float[] labels = new float[examples.size()];
    var rows = new Rows(features);
    for (int row = 0; row < labels.length; row++) {
      rows.add(examples.get(row));
      starts[row + 1] = rows.size();
      labels[row] = examples.get(row).label();
    }
    var matrix =
        new DMatrix(starts, rows.columns(), rows.values(), DMatrix.SparseType.CSR, features.length);
    try {
      matrix.setLabel(labels);
      return XGBoost.train(
          matrix, settings(set, depth), BoostedTreesLearner.ROUNDS, Map.of(), null, null);
    } finally {
      matrix.dispose();
    }
  }

  private static Map<String, Object> settings(TrainingSet set, int depth) {
    return Map.of(
        "objective",
        "multi:softprob",
        "num_class",
        set.classes().size(),
        "eta",
        BoostedTreesLearner.RATE,
        "max_depth",
        depth,
        "tree_method",
        "exact",
        "nthread",
        1,
        "seed",
        (int) set.seed(),
        "verbosity",
        0);
  }

  /** The entries that are not zero, row after row; what a row lacks is missing to XGBoost. */
  private static final class Rows {
    private final int[] features;
    private int[] columns = new int[64];
    private float[] values = new float[64];
    private int size;

    Rows(int[] features) {
      this.features = features;
    }

    void add(LabeledVector example) {
      example
          .features()
          .forEach(
              (index, value) -> {
                if (value != 0) {
                  if (size == columns.length) {
                    columns = Arrays.copyOf(columns, 2 * size);
                    values = Arrays.copyOf(values, 2 * size);
                  }
                  columns[size] = Arrays.binarySearch(features, index);
                  values[size++] = (float) value;
                }
              });
    }

    int size() {
      return size;
    }

    int[] columns() {
      return Arrays.copyOf(columns, size);
    }

    float[] values() {
      return Arrays.copyOf(values, size);
    }
  }

  private static byte[] write(TrainingSet set, int[] features, int depth, byte[] booster) {
    var trainer =
        new ModelMetadata.TrainedBy(
            BoostedTreesLearner.NAME,
            BoostedTreesLearner.class,
            Map.of(
                "rounds", new IntProvenance("rounds", BoostedTreesLearner.ROUNDS),
                "depth", new IntProvenance("depth", depth),
                "rate", new DoubleProvenance("rate", BoostedTreesLearner.RATE)),
            Map.of());
    XGBoostModelProto model =
        XGBoostModelProto.newBuilder()
            .setMetadata(ModelMetadata.of(XGBoostModel.class, set, features, trainer))
            .setConverter(new XGBoostClassificationConverter().serialize())
            .addModels(ByteString.copyFrom(booster))
            .build();
    return ModelProto.newBuilder()
        .setVersion(XGBoostModel.CURRENT_VERSION)
        .setClassName(XGBoostModel.class.getName())
        .setSerializedData(Any.pack(model))
        .build()
        .toByteArray();
  }

  static Classifier read(
      FeatureSpace space, ClassLabels classes, Model<Label> model, byte[] stored) {
    int[] features = new int[model.getFeatureIDMap().size()];
    for (int id = 0; id < features.length; id++) {
      features[id] = ModelMetadata.indexOf(model.getFeatureIDMap().get(id).getName(), space);
    }
    try {
      return BoostedTrees.parse(
              space,
              classes,
              dump(((XGBoostModel<Label>) model).getInnerModels().getFirst()),
              features)
          .storedAs(stored::clone);
    } catch (XGBoostError e) {
      throw new UnreadableModelException("XGBoost cannot read the trees: " + e.getMessage(), e);
    }
  }

  private static String[] dump(Booster booster) throws XGBoostError {
    return booster.getModelDump("", false, "json");
  }
}
