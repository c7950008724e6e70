package io.labelloop.learning;

import io.labelloop.model.ClassLabels;
import io.labelloop.model.Classifier;
import io.labelloop.numeric.Vector;
import java.util.List;
import java.util.function.Supplier;

/** A committee as one model: the mean of what its members say. */
final class MeanClassifier implements Classifier {
  private final List<Classifier> members;
  private final Supplier<byte[]> stored;

  /**
   * @param members at least one, of the same classes
   * @param stored makes the stored form, when it is asked for
   */
  MeanClassifier(List<Classifier> members, Supplier<byte[]> stored) {
    this.members = List.copyOf(members);
    this.stored = stored;
  }

  @Override
  public ClassLabels classes() {
    return members.getFirst().classes();
  }

  @Override
  public double[] probabilities(Vector features) {
    double[] mean = new double[classes().size()];
    for (Classifier member : members) {
      double[] row = member.probabilities(features);
      for (int k = 0; k < mean.length; k++) {
        mean[k] += row[k] / members.size();
      }
    }
    return mean;
  }

  @Override
  public List<Classifier> members() {
    return members;
  }

  @Override
  public byte[] toBytes() {
    return stored.get();
  }
}
