package io.labelloop.learning;

import com.google.protobuf.Any;
import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.MapProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.BooleanProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DoubleProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.LongProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import io.labelloop.model.ClassLabels;
import io.labelloop.model.FeatureSpace;
import io.labelloop.model.LabeledVector;
import io.labelloop.model.UnreadableModelException;
import io.labelloop.numeric.Lbfgs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.Model;
import org.tribuo.Tribuo;
import org.tribuo.VariableInfo;
import org.tribuo.classification.ImmutableLabelInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.protos.ImmutableLabelInfoProto;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.protos.ClassificationLinearSGDProto;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.math.LinearParameters;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.util.ExpNormalizer;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.DatasetProvenance;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;

/**
 * A model as Tribuo's protobuf: a {@code LinearSGDModel} with a softmax, whose features are named
 * by their index in the feature space, ten digits each, and whose outputs are the classes in the
 * task's order.
 *
 * <p>The provenance says the trainer and its settings, the seed, the time, the examples per class,
 * how training ended, and the SHA-256 of the stored feature space, without which the model means
 * nothing. It leaves out the machine and its Java version: the bytes should depend on the training
 * alone.
 */
final class TribuoModelFile {
  private static final String FEATURE_SPACE = "feature-space-sha256";

  private TribuoModelFile() {}

  /** What the provenance says about how a model came to be. */
  record Training(double c, long seed, Instant trainedAt, Lbfgs.Minimum minimum) {}

  static byte[] write(
      FeatureSpace space,
      ClassLabels classes,
      Weights weights,
      List<LabeledVector> examples,
      Training training) {
    int[] counts = new int[classes.size()];
    examples.forEach(example -> counts[example.label()]++);
    ImmutableLabelInfo outputs = outputs(classes, counts);
    ModelProvenance provenance =
        new ModelProvenance(
            LinearSGDModel.class.getName(),
            OffsetDateTime.ofInstant(training.trainedAt(), ZoneOffset.UTC),
            dataset(weights, examples.size(), classes, training),
            trainer(training),
            instance(space, classes, counts, training),
            false);
    ModelDataCarrier<Label> metadata =
        new ModelDataCarrier<>(
            "logistic-regression",
            provenance,
            new ImmutableFeatureMap(features(space, weights, examples)),
            outputs,
            true,
            Tribuo.VERSION);
    ClassificationLinearSGDProto model =
        ClassificationLinearSGDProto.newBuilder()
            .setMetadata(metadata.serialize())
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

  static Weights read(FeatureSpace space, ClassLabels classes, byte[] stored) {
    LinearSGDModel model = parse(stored);
    List<String> names = new ArrayList<>();
    for (int k = 0; k < model.getOutputIDInfo().size(); k++) {
      names.add(model.getOutputIDInfo().getOutput(k).getLabel());
    }
    if (!names.equals(classes.names())) {
      throw new UnreadableModelException(
          "the model's classes are " + names + ", but the task's are " + classes.names());
    }
    Provenance fingerprint =
        model.getProvenance().getInstanceProvenance().getMap().get(FEATURE_SPACE);
    String expected = sha256(space);
    if (!(fingerprint instanceof StringProvenance found) || !found.getValue().equals(expected)) {
      throw new UnreadableModelException(
          "the model belongs to the feature space "
              + (fingerprint == null ? "of no name" : fingerprint)
              + ", but was read with "
              + expected);
    }
    return weights(space, model);
  }

  private static LinearSGDModel parse(byte[] stored) {
    Model<?> model;
    try {
      model = Model.deserializeFromStream(new ByteArrayInputStream(stored));
    } catch (IOException | RuntimeException e) {
      // Tribuo's readers throw many kinds of unchecked exceptions for one reason: bad bytes
      throw new UnreadableModelException(
          "the " + stored.length + " bytes are no complete Tribuo model", e);
    }
    if (model instanceof LinearSGDModel linear) {
      return linear;
    }
    throw new UnreadableModelException(
        "the model must be a LinearSGDModel, but was a " + model.getClass().getSimpleName());
  }

  private static Weights weights(FeatureSpace space, LinearSGDModel model) {
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
      features[row] = indexOf(map.get(row).getName(), space);
      for (int k = 0; k < classes; k++) {
        rows[row * classes + k] = matrix.get(k, row);
      }
    }
    for (int k = 0; k < classes; k++) {
      intercepts[k] = matrix.get(k, features.length);
    }
    return new Weights(features, rows, intercepts);
  }

  private static int indexOf(String name, FeatureSpace space) {
    if (name.matches("[0-9]{10}")) {
      long index = Long.parseLong(name);
      if (index < space.size()) {
        return (int) index;
      }
    }
    throw new UnreadableModelException(
        "features must be named by an index below "
            + space.size()
            + ", but one was '"
            + name
            + "'");
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

  private static List<VariableInfo> features(
      FeatureSpace space, Weights weights, List<LabeledVector> examples) {
    ColumnMoments moments = new ColumnMoments(space.size());
    examples.forEach(example -> example.features().forEach(moments::add));
    List<VariableInfo> infos = new ArrayList<>();
    for (int index : weights.features()) {
      infos.add(moments.infoOf(index, String.format("%010d", index)));
    }
    return infos;
  }

  private static ImmutableLabelInfo outputs(ClassLabels classes, int[] counts) {
    ImmutableLabelInfoProto.Builder builder = ImmutableLabelInfoProto.newBuilder();
    for (int k = 0; k < counts.length; k++) {
      // Tribuo refuses a class that was never seen; the true counts are in the provenance
      builder.addLabel(classes.name(k)).addCount(Math.max(1, counts[k])).addId(k);
    }
    try {
      return ImmutableLabelInfo.deserializeFromProto(
          0, ImmutableLabelInfo.class.getName(), Any.pack(builder.build()));
    } catch (IOException e) {
      throw new IllegalStateException("Tribuo refused its own message for the labels", e);
    }
  }

  private static DatasetProvenance dataset(
      Weights weights, int examples, ClassLabels classes, Training training) {
    Map<String, Provenance> said = new LinkedHashMap<>();
    said.put("class-name", new StringProvenance("class-name", "io.labelloop.model.LabeledVector"));
    said.put(
        "datasource",
        new SimpleDataSourceProvenance(
            "consolidated labels of a campaign",
            OffsetDateTime.ofInstant(training.trainedAt(), ZoneOffset.UTC),
            new LabelFactory()));
    said.put("transformations", new ListProvenance<ObjectProvenance>());
    said.put("is-dense", new BooleanProvenance("is-dense", false));
    said.put("is-sequence", new BooleanProvenance("is-sequence", false));
    said.put("num-examples", new IntProvenance("num-examples", examples));
    said.put("num-features", new IntProvenance("num-features", weights.features().length));
    said.put("num-outputs", new IntProvenance("num-outputs", classes.size()));
    said.put("tribuo-version", new StringProvenance("tribuo-version", Tribuo.VERSION));
    return new DatasetProvenance(said);
  }

  private static TrainerProvenanceImpl trainer(Training training) {
    Map<String, Provenance> said = new LinkedHashMap<>();
    said.put(
        "class-name",
        new StringProvenance("class-name", LogisticRegressionLearner.class.getName()));
    said.put("host-short-name", new StringProvenance("host-short-name", "Trainer"));
    said.put("train-invocation-count", new IntProvenance("train-invocation-count", 0));
    said.put("is-sequence", new BooleanProvenance("is-sequence", false));
    said.put("tribuo-version", new StringProvenance("tribuo-version", Tribuo.VERSION));
    said.put("C", new DoubleProvenance("C", training.c()));
    said.put("tolerance", new DoubleProvenance("tolerance", LogisticRegressionLearner.TOLERANCE));
    said.put("seed", new LongProvenance("seed", training.seed()));
    return new TrainerProvenanceImpl(said);
  }

  private static Map<String, Provenance> instance(
      FeatureSpace space, ClassLabels classes, int[] counts, Training training) {
    Map<String, LongProvenance> examples = new LinkedHashMap<>();
    for (int k = 0; k < counts.length; k++) {
      examples.put(classes.name(k), new LongProvenance(classes.name(k), counts[k]));
    }
    Map<String, Provenance> said = new LinkedHashMap<>();
    said.put("examples-per-class", new MapProvenance<>(examples));
    said.put(FEATURE_SPACE, new StringProvenance(FEATURE_SPACE, sha256(space)));
    said.put("iterations", new IntProvenance("iterations", training.minimum().iterations()));
    said.put("converged", new BooleanProvenance("converged", training.minimum().converged()));
    return said;
  }

  private static String sha256(FeatureSpace space) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(space.toBytes()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
