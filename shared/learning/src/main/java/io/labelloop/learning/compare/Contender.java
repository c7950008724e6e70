package io.labelloop.learning.compare;

import java.util.List;

/**
 * What a row of a comparison stands for: one trainer, and one way of choosing what it learns from.
 *
 * @param name the strategy's; the one named {@value Arm#BASELINE} is what the others of the same
 *     trainer are held against
 * @param trainer the trainer's name
 * @param labels how many labels are paid for, one number per model; of sentences, how many tokens
 *     were shown
 * @param validation how many of them are a validation stream's, paid after the seed set: they teach
 *     nothing
 * @param simulation runs it
 */
public record Contender(
    String name, String trainer, List<Integer> labels, int validation, Simulation simulation) {
  public Contender {
    labels = List.copyOf(labels);
  }

  /** A run whose only source of chance is its seed; safe to call from several threads. */
  @FunctionalInterface
  public interface Simulation {
    /**
     * @param trained told after each model
     */
    Repetition repeat(long seed, Runnable trained);
  }
}
