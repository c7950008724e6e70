package io.labelloop.campaign;

import java.util.List;

/**
 * Annotators that do not exist.
 *
 * @param truth the pool's column with the true label
 */
public record SimulatedSpec(String truth, List<AnnotatorGroup> annotators) {
  public SimulatedSpec {
    annotators = List.copyOf(annotators);
  }
}
