package io.labelloop.campaign;

import io.labelloop.sequence.Entity;
import java.util.List;

/** The right answer to a gold item. */
public sealed interface GoldAnswer {
  /**
   * A class.
   *
   * @param label one of the task's labels
   */
  record OfClass(String label) implements GoldAnswer {}

  /**
   * The entities of a sentence.
   *
   * @param entities by their first tokens, none of them over another; maybe none
   */
  record OfEntities(List<Entity> entities) implements GoldAnswer {
    public OfEntities {
      entities = List.copyOf(entities);
    }
  }
}
