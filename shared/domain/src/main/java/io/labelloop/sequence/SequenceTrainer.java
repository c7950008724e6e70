package io.labelloop.sequence;

import io.labelloop.model.Trainer;

/** A trainer of models that tag sentences. */
public interface SequenceTrainer extends Trainer {
  /** The way of learning. */
  SequenceLearner learner();
}
