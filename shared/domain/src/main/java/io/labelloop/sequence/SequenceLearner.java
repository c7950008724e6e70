package io.labelloop.sequence;

import java.time.Instant;
import java.util.List;

/** A way of learning to tag sentences. Deterministic in all that it is given. */
public interface SequenceLearner {
  /** The name in a campaign file, such as {@code crf}. */
  String name();

  /**
   * Trains a model. The order of the examples does not matter to the result: implementations order
   * them by id.
   *
   * @param training at least one example
   * @param trainedAt what the model's provenance says about when; time is handed in so that a
   *     repeated step writes the same bytes
   */
  SequenceModel train(TagSet tags, List<TaggedSentence> training, long seed, Instant trainedAt);

  /**
   * Reads what {@link SequenceModel#toBytes} wrote.
   *
   * @throws io.labelloop.model.UnreadableModelException if the bytes are truncated, of another kind
   *     or of other tags, or of a newer version
   */
  SequenceModel read(TagSet tags, byte[] stored);
}
