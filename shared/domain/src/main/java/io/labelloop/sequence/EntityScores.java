package io.labelloop.sequence;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How well predicted entities agree with the true ones. An entity is right if its first token, its
 * last token and its type all are.
 *
 * <p>Tjong Kim Sang, De Meulder: Introduction to the CoNLL-2003 shared task. CoNLL 2003.
 *
 * @param right entities that are both predicted and true
 * @param predicted entities that are predicted
 * @param actual entities that are true
 */
public record EntityScores(int right, int predicted, int actual) {
  /** Of nothing. */
  public static final EntityScores NONE = new EntityScores(0, 0, 0);

  /** Of one sentence. */
  public static EntityScores of(TagSequence truth, TagSequence prediction) {
    return of(truth.entities(), prediction.entities());
  }

  /** Of one sentence and one type of entity. */
  public static EntityScores of(TagSequence truth, TagSequence prediction, int type) {
    return of(ofType(truth.entities(), type), ofType(prediction.entities(), type));
  }

  private static List<Entity> ofType(List<Entity> entities, int type) {
    return entities.stream().filter(entity -> entity.type() == type).toList();
  }

  private static EntityScores of(List<Entity> actual, List<Entity> predicted) {
    Set<Entity> right = new HashSet<>(actual);
    right.retainAll(predicted);
    return new EntityScores(right.size(), predicted.size(), actual.size());
  }

  /** Of this and another sentence. */
  public EntityScores plus(EntityScores other) {
    return new EntityScores(
        right + other.right, predicted + other.predicted, actual + other.actual);
  }

  /** The share of predicted entities that are true; 1 if none is predicted. */
  public double precision() {
    return predicted == 0 ? 1 : (double) right / predicted;
  }

  /** The share of true entities that are predicted; 1 if there are none. */
  public double recall() {
    return actual == 0 ? 1 : (double) right / actual;
  }

  /** The harmonic mean of precision and recall; 1 if there is nothing to find and nothing found. */
  public double f1() {
    return predicted + actual == 0 ? 1 : 2.0 * right / (predicted + actual);
  }
}
