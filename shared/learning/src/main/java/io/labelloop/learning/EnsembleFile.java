package io.labelloop.learning;

import com.google.protobuf.Any;
import java.util.List;
import org.tribuo.classification.ensemble.FullyWeightedVotingCombiner;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.protos.core.WeightedEnsembleModelProto;

/** Several models that vote with their probabilities, as Tribuo's {@code WeightedEnsembleModel}. */
final class EnsembleFile {
  private EnsembleFile() {}

  /**
   * The stored form.
   *
   * @param features what the members look at, ascending
   */
  static byte[] write(
      TrainingSet set, int[] features, List<ModelProto> members, ModelMetadata.TrainedBy trainer) {
    WeightedEnsembleModelProto.Builder ensemble =
        WeightedEnsembleModelProto.newBuilder()
            .setMetadata(ModelMetadata.of(WeightedEnsembleModel.class, set, features, trainer))
            .setCombiner(new FullyWeightedVotingCombiner().serialize());
    for (ModelProto member : members) {
      ensemble.addModels(member).addWeights(1f / members.size());
    }
    return ModelProto.newBuilder()
        .setVersion(0)
        .setClassName(WeightedEnsembleModel.class.getName())
        .setSerializedData(Any.pack(ensemble.build()))
        .build()
        .toByteArray();
  }
}
