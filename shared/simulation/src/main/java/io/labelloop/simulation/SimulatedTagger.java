package io.labelloop.simulation;

import io.labelloop.sequence.Entity;
import io.labelloop.sequence.TagSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How an annotator who does not exist marks the entities of a sentence. Each entity is marked as it
 * is with a probability; otherwise it is missed, given another type, or begun or ended one token
 * off, each as often. Where people err, they also see what is not there: a sentence gets an
 * invented entity of one token with half the probability of a mistake.
 *
 * @param accuracy the probability that an entity is marked as it is
 * @param types the number of types of entities
 * @param uniform a number in {@code [0, 1)} for a purpose, always the same
 */
record SimulatedTagger(double accuracy, int types, ToDoubleFunction<String> uniform) {
  private static final int KINDS_OF_MISTAKES = 3;

  /** What they mark in a sentence. */
  TagSequence answer(TagSequence truth) {
    var marked = new ArrayList<Entity>();
    List<Entity> entities = truth.entities();
    for (int i = 0; i < entities.size(); i++) {
      Entity entity = entities.get(i);
      if (uniform.applyAsDouble("entity-" + i) < accuracy) {
        add(marked, entity);
        continue;
      }
      switch ((int) (KINDS_OF_MISTAKES * uniform.applyAsDouble("mistake-" + i))) {
        case 0 -> {
          // missed
        }
        case 1 -> add(marked, retyped(entity, i));
        default -> add(marked, moved(entity, i, truth.size()));
      }
    }
    if (uniform.applyAsDouble("invent") < (1 - accuracy) / 2) {
      int token = (int) (truth.size() * uniform.applyAsDouble("invent-where"));
      add(
          marked,
          new Entity(token, token + 1, (int) (types * uniform.applyAsDouble("invent-type"))));
    }
    return TagSequence.ofEntities(truth.size(), marked);
  }

  private Entity retyped(Entity entity, int i) {
    int other = (int) ((types - 1) * uniform.applyAsDouble("type-" + i));
    int type = types == 1 ? 0 : other < entity.type() ? other : other + 1;
    return new Entity(entity.start(), entity.end(), type);
  }

  private Entity moved(Entity entity, int i, int length) {
    boolean shorter = entity.end() - entity.start() > 1 && uniform.applyAsDouble("cut-" + i) < 0.5;
    if (uniform.applyAsDouble("side-" + i) < 0.5) {
      int start = Math.max(0, entity.start() + (shorter ? 1 : -1));
      return new Entity(start, entity.end(), entity.type());
    }
    int end = Math.min(length, entity.end() + (shorter ? -1 : 1));
    return new Entity(entity.start(), end, entity.type());
  }

  /** Adds an entity unless it would overlap with one that is marked already. */
  private static void add(List<Entity> marked, Entity entity) {
    boolean free =
        marked.stream()
            .allMatch(other -> other.end() <= entity.start() || entity.end() <= other.start());
    if (free) {
      marked.add(entity);
    }
  }
}
