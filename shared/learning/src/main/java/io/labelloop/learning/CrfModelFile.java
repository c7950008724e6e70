package io.labelloop.learning;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.BooleanProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DoubleProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.LongProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import io.labelloop.model.UnreadableModelException;
import io.labelloop.sequence.TagSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Tribuo;
import org.tribuo.VariableIDInfo;
import org.tribuo.VariableInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.crf.CRFModel;
import org.tribuo.classification.sgd.crf.CRFParameters;
import org.tribuo.classification.sgd.protos.CRFModelProto;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.math.la.DenseVector;
import org.tribuo.math.protos.ParametersProto;
import org.tribuo.protos.core.SequenceModelProto;
import org.tribuo.provenance.DatasetProvenance;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;
import org.tribuo.sequence.SequenceModel;

/**
 * A conditional random field as Tribuo's protobuf: a {@code CRFModel} that Tribuo reads too, with a
 * provenance that depends on the training alone and not on the machine or its clock.
 */
final class CrfModelFile {
  private static final String TYPES = "entity-types";
  private static final String TOKENS = "tokens";

  private CrfModelFile() {}

  /** What the provenance says about how a model came to be. */
  record Training(int sentences, int tokens, long seed, Instant trainedAt) {}

  /** The model that Tribuo trained, with its stored form. */
  static CrfModel model(TagSet tags, CRFModel trained, Training training) {
    ModelProvenance provenance =
        new ModelProvenance(
            CRFModel.class.getName(),
            OffsetDateTime.ofInstant(training.trainedAt(), ZoneOffset.UTC),
            dataset(trained, training),
            trainer(training),
            instance(tags, training),
            false);
    ModelDataCarrier<Label> metadata =
        new ModelDataCarrier<>(
            "crf",
            provenance,
            trained.getFeatureIDMap(),
            trained.getOutputIDInfo(),
            true,
            Tribuo.VERSION);
    SequenceModelProto proto = trained.serialize();
    byte[] stored =
        proto.toBuilder()
            .setSerializedData(
                Any.pack(content(proto).toBuilder().setMetadata(metadata.serialize()).build()))
            .build()
            .toByteArray();
    return model(tags, trained, training.tokens(), stored);
  }

  static CrfModel read(TagSet tags, byte[] stored) {
    CRFModel model = parse(stored);
    Map<String, ? extends Provenance> said = model.getProvenance().getInstanceProvenance().getMap();
    String types = String.join("\n", tags.types().names());
    if (!(said.get(TYPES) instanceof StringProvenance found) || !found.getValue().equals(types)) {
      throw new UnreadableModelException(
          "the model's entity types must be " + tags.types() + ", but were " + said.get(TYPES));
    }
    if (!(said.get(TOKENS) instanceof IntProvenance tokens)) {
      throw new UnreadableModelException(
          "the model's provenance must say '" + TOKENS + "', but says " + said.keySet());
    }
    return model(tags, model, tokens.getValue(), stored.clone());
  }

  private static CRFModel parse(byte[] stored) {
    SequenceModel<?> model;
    try {
      model = SequenceModel.deserializeFromStream(new ByteArrayInputStream(stored));
    } catch (IOException | RuntimeException e) {
      // Tribuo's readers throw many kinds of unchecked exceptions for one reason: bad bytes
      throw new UnreadableModelException(
          "the " + stored.length + " bytes are no complete Tribuo sequence model", e);
    }
    if (model instanceof CRFModel crf) {
      return crf;
    }
    throw new UnreadableModelException(
        "the model must be a CRFModel, but was a " + model.getClass().getSimpleName());
  }

  private static CRFModelProto content(SequenceModelProto proto) {
    try {
      return proto.getSerializedData().unpack(CRFModelProto.class);
    } catch (InvalidProtocolBufferException e) {
      throw new UnreadableModelException("the model holds no conditional random field", e);
    }
  }

  private static CRFParameters parameters(CRFModel model) {
    ParametersProto proto = content(model.serialize()).getParams();
    try {
      return CRFParameters.deserializeFromProto(
          proto.getVersion(), proto.getClassName(), proto.getSerializedData());
    } catch (InvalidProtocolBufferException e) {
      throw new UnreadableModelException("the model holds no weights", e);
    }
  }

  /** Tribuo's weights by the names of features and in the order of the task's tags. */
  private static CrfModel model(TagSet tags, CRFModel model, int tokens, byte[] stored) {
    CRFParameters parameters = parameters(model);
    ImmutableOutputInfo<Label> outputs = model.getOutputIDInfo();
    int[] ids = new int[tags.size()];
    double[] biases = new double[ids.length];
    for (int tag = 0; tag < ids.length; tag++) {
      ids[tag] = outputs.getID(new Label(tags.name(tag)));
      biases[tag] = ids[tag] < 0 ? Double.NaN : parameters.getBias(ids[tag]);
    }
    double[][] steps = new double[ids.length][ids.length];
    for (int from = 0; from < ids.length; from++) {
      for (int to = 0; to < ids.length; to++) {
        steps[from][to] =
            ids[from] < 0 || ids[to] < 0 ? 0 : parameters.getWeight(ids[from], ids[to]);
      }
    }
    Map<String, double[]> weights = HashMap.newHashMap(model.getFeatureIDMap().size());
    for (VariableInfo info : model.getFeatureIDMap()) {
      DenseVector perLabel = parameters.getFeatureWeights(((VariableIDInfo) info).getID());
      double[] row = Arrays.stream(ids).mapToDouble(id -> id < 0 ? 0 : perLabel.get(id)).toArray();
      weights.put(info.getName(), row);
    }
    return new CrfModel(tags, weights, biases, steps, tokens, stored);
  }

  private static DatasetProvenance dataset(CRFModel model, Training training) {
    Map<String, Provenance> said = new LinkedHashMap<>();
    said.put(
        "class-name", new StringProvenance("class-name", "io.labelloop.sequence.TaggedSentence"));
    said.put(
        "datasource",
        new SimpleDataSourceProvenance(
            "consolidated labels of a campaign",
            OffsetDateTime.ofInstant(training.trainedAt(), ZoneOffset.UTC),
            new LabelFactory()));
    said.put("transformations", new ListProvenance<ObjectProvenance>());
    said.put("is-dense", new BooleanProvenance("is-dense", false));
    said.put("is-sequence", new BooleanProvenance("is-sequence", true));
    said.put("num-examples", new IntProvenance("num-examples", training.sentences()));
    said.put("num-features", new IntProvenance("num-features", model.getFeatureIDMap().size()));
    said.put("num-outputs", new IntProvenance("num-outputs", model.getOutputIDInfo().size()));
    said.put("tribuo-version", new StringProvenance("tribuo-version", Tribuo.VERSION));
    return new DatasetProvenance(said);
  }

  private static TrainerProvenanceImpl trainer(Training training) {
    Map<String, Provenance> said = new LinkedHashMap<>();
    said.put("class-name", new StringProvenance("class-name", CrfLearner.class.getName()));
    said.put("host-short-name", new StringProvenance("host-short-name", "SequenceTrainer"));
    said.put("train-invocation-count", new IntProvenance("train-invocation-count", 0));
    said.put("is-sequence", new BooleanProvenance("is-sequence", true));
    said.put("tribuo-version", new StringProvenance("tribuo-version", Tribuo.VERSION));
    said.put("rate", new DoubleProvenance("rate", CrfLearner.RATE));
    said.put("epochs", new IntProvenance("epochs", CrfLearner.EPOCHS));
    said.put("seed", new LongProvenance("seed", training.seed()));
    return new TrainerProvenanceImpl(said);
  }

  private static Map<String, Provenance> instance(TagSet tags, Training training) {
    Map<String, Provenance> said = new LinkedHashMap<>();
    said.put(TYPES, new StringProvenance(TYPES, String.join("\n", tags.types().names())));
    said.put(TOKENS, new IntProvenance(TOKENS, training.tokens()));
    return said;
  }
}
