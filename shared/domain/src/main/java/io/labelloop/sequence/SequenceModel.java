package io.labelloop.sequence;

import java.util.List;

/** A trained model of sentences. Immutable and safe for use by several threads. */
public interface SequenceModel {
  /** The tags that it tells apart, whether the training data had them or not. */
  TagSet tags();

  /** What the model says of a sentence. */
  TagDistribution distribution(List<String> tokens);

  /**
   * The stored form, to be read by {@link SequenceLearner#read}; the same for the same training.
   */
  byte[] toBytes();
}
