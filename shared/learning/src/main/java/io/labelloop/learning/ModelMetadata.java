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
import io.labelloop.model.UnreadableModelException;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.Model;
import org.tribuo.Tribuo;
import org.tribuo.VariableInfo;
import org.tribuo.classification.ImmutableLabelInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.protos.ImmutableLabelInfoProto;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.protos.core.ModelDataProto;
import org.tribuo.provenance.DatasetProvenance;
import org.tribuo.provenance.EnsembleModelProvenance;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;

/**
 * What every stored model says about itself, as Tribuo keeps it: its features by their index in the
 * feature space, ten digits each; its outputs, the classes in the task's order; and where it comes
 * from.
 *
 * <p>The provenance says the trainer and its settings, the seed, the time, the examples per class,
 * how training ended, and the SHA-256 of the stored feature space, without which the model means
 * nothing. It leaves out the machine and its Java version: the bytes should depend on the training
 * alone.
 */
final class ModelMetadata {
  private static final String FEATURE_SPACE = "feature-space-sha256";

  private ModelMetadata() {}

  /**
   * What the provenance says about a trainer, in the order of the names: that of {@link Map#of}
   * differs between virtual machines, and a model's bytes should not.
   *
   * @param name in a campaign file
   * @param settings what the trainer was told
   * @param outcome how training ended
   */
  record TrainedBy(
      String name,
      Class<?> learner,
      SortedMap<String, Provenance> settings,
      SortedMap<String, Provenance> outcome) {
    TrainedBy(
        String name,
        Class<?> learner,
        Map<String, Provenance> settings,
        Map<String, Provenance> outcome) {
      this(name, learner, sorted(settings), sorted(outcome));
    }

    private static SortedMap<String, Provenance> sorted(Map<String, Provenance> facts) {
      return Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }
  }

  /**
   * The metadata of a model.
   *
   * @param features the space's features that the model looks at, ascending
   */
  static ModelDataProto of(Class<?> model, TrainingSet set, int[] features, TrainedBy trainer) {
    ColumnMoments moments = new ColumnMoments(set.space().size());
    set.examples().forEach(example -> example.features().forEach(moments::add));
    List<VariableInfo> infos = new ArrayList<>();
    for (int index : features) {
      infos.add(moments.infoOf(index, nameOf(index)));
    }
    return new ModelDataCarrier<Label>(
            trainer.name(),
            provenance(model, set, features.length, trainer),
            new ImmutableFeatureMap(infos),
            outputs(set.classes(), set.counts()),
            true,
            Tribuo.VERSION)
        .serialize();
  }

  /** The metadata with one more fact about how the model came to be. */
  static ModelDataProto withOutcome(ModelDataProto metadata, DoubleProvenance fact) {
    ModelDataCarrier<?> carrier = ModelDataCarrier.deserialize(metadata);
    ModelProvenance was = carrier.provenance();
    Map<String, Provenance> outcome = new LinkedHashMap<>(was.getInstanceProvenance().getMap());
    outcome.put(fact.getKey(), fact);
    return new ModelDataCarrier<>(
            carrier.name(),
            new ModelProvenance(
                was.getClassName(),
                was.getTrainingTime(),
                was.getDatasetProvenance(),
                was.getTrainerProvenance(),
                outcome,
                false),
            carrier.featureDomain(),
            carrier.outputDomain(),
            carrier.generatesProbabilities(),
            carrier.tribuoVersion())
        .serialize();
  }

  /** The name of a feature in a stored model. */
  static String nameOf(int index) {
    return String.format("%010d", index);
  }

  /** The feature of a name, which must belong to the space. */
  static int indexOf(String name, FeatureSpace space) {
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

  /**
   * Refuses a model of other classes or of another feature space.
   *
   * @throws UnreadableModelException saying what the model has, and what the campaign
   */
  static void check(FeatureSpace space, ClassLabels classes, Model<Label> model) {
    List<String> names = new ArrayList<>();
    if (model.getOutputIDInfo() instanceof ImmutableLabelInfo outputs) {
      for (int k = 0; k < outputs.size(); k++) {
        names.add(outputs.getOutput(k).getLabel());
      }
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
              + (fingerprint instanceof StringProvenance found ? found.getValue() : "of no name")
              + ", but was read with "
              + expected);
    }
  }

  private static ModelProvenance provenance(
      Class<?> model, TrainingSet set, int features, TrainedBy trainer) {
    OffsetDateTime at = OffsetDateTime.ofInstant(set.trainedAt(), ZoneOffset.UTC);
    return model == WeightedEnsembleModel.class
        ? new EnsembleModelProvenance(
            model.getName(),
            at,
            dataset(set, features),
            trainer(set, trainer),
            instance(set, trainer),
            false,
            new ListProvenance<ModelProvenance>())
        : new ModelProvenance(
            model.getName(),
            at,
            dataset(set, features),
            trainer(set, trainer),
            instance(set, trainer),
            false);
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

  private static DatasetProvenance dataset(TrainingSet set, int features) {
    Map<String, Provenance> said = new LinkedHashMap<>();
    said.put("class-name", new StringProvenance("class-name", "io.labelloop.model.LabeledVector"));
    said.put(
        "datasource",
        new SimpleDataSourceProvenance(
            "consolidated labels of a campaign",
            OffsetDateTime.ofInstant(set.trainedAt(), ZoneOffset.UTC),
            new LabelFactory()));
    said.put("transformations", new ListProvenance<ObjectProvenance>());
    said.put("is-dense", new BooleanProvenance("is-dense", false));
    said.put("is-sequence", new BooleanProvenance("is-sequence", false));
    said.put("num-examples", new IntProvenance("num-examples", set.examples().size()));
    said.put("num-features", new IntProvenance("num-features", features));
    said.put("num-outputs", new IntProvenance("num-outputs", set.classes().size()));
    said.put("tribuo-version", new StringProvenance("tribuo-version", Tribuo.VERSION));
    return new DatasetProvenance(said);
  }

  private static TrainerProvenanceImpl trainer(TrainingSet set, TrainedBy trainer) {
    Map<String, Provenance> said = new LinkedHashMap<>();
    said.put("class-name", new StringProvenance("class-name", trainer.learner().getName()));
    said.put("host-short-name", new StringProvenance("host-short-name", "Trainer"));
    said.put("train-invocation-count", new IntProvenance("train-invocation-count", 0));
    said.put("is-sequence", new BooleanProvenance("is-sequence", false));
    said.put("tribuo-version", new StringProvenance("tribuo-version", Tribuo.VERSION));
    said.putAll(trainer.settings());
    said.put("seed", new LongProvenance("seed", set.seed()));
    return new TrainerProvenanceImpl(said);
  }

  private static Map<String, Provenance> instance(TrainingSet set, TrainedBy trainer) {
    Map<String, LongProvenance> examples = new LinkedHashMap<>();
    for (int k = 0; k < set.counts().length; k++) {
      String name = set.classes().name(k);
      examples.put(name, new LongProvenance(name, set.counts()[k]));
    }
    Map<String, Provenance> said = new LinkedHashMap<>();
    said.put("examples-per-class", new MapProvenance<>(examples));
    said.put(FEATURE_SPACE, new StringProvenance(FEATURE_SPACE, sha256(set.space())));
    said.putAll(trainer.outcome());
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
