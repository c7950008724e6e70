package io.labelloop.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The BIO tags of a sentence, one per token, which say where its entities are.
 *
 * <p>Tag 0 ({@code O}) is outside of every entity; of type {@code k}, tag {@code 2k + 1} ({@code
 * B-}) begins an entity and tag {@code 2k + 2} ({@code I-}) continues the one before it. A
 * continuation without an entity of its type right before it is not valid.
 *
 * <p>Ramshaw, Marcus: Text chunking using transformation-based learning. VLC 1995 (there without a
 * tag of its own for the beginning of every entity).
 */
public final class TagSequence {
  private final int[] tags;

  private TagSequence(int[] tags) {
    this.tags = tags;
  }

  /**
   * Tags as they stand.
   *
   * @throws IllegalArgumentException if there are none, one is negative, or one continues an entity
   *     that is not there
   */
  public static TagSequence of(int... tags) {
    if (tags.length == 0) {
      throw new IllegalArgumentException("a sentence must have at least one tag, but had none");
    }
    for (int i = 0; i < tags.length; i++) {
      int previous = i == 0 ? TagSet.OUTSIDE : tags[i - 1];
      if (tags[i] < 0 || !TagSet.mayFollow(previous, tags[i])) {
        throw new IllegalArgumentException(
            "tags must be valid BIO, but tag "
                + tags[i]
                + " at token "
                + i
                + " does not continue an entity of its type: "
                + Arrays.toString(tags));
      }
    }
    return new TagSequence(tags.clone());
  }

  /**
   * Tags of which those that continue an entity that is not there begin one instead, as {@code
   * conlleval} reads them.
   */
  public static TagSequence repaired(int... tags) {
    int[] valid = tags.clone();
    for (int i = 0; i < valid.length; i++) {
      if (!TagSet.mayFollow(i == 0 ? TagSet.OUTSIDE : valid[i - 1], valid[i])) {
        valid[i]--;
      }
    }
    return of(valid);
  }

  /**
   * The tags of a sentence with these entities.
   *
   * @param length the number of tokens, at least 1
   * @param entities in any order
   * @throws IllegalArgumentException if an entity ends beyond the sentence, or two share a token
   */
  public static TagSequence ofEntities(int length, List<Entity> entities) {
    int[] tags = new int[length];
    for (Entity entity : entities) {
      if (entity.end() > length) {
        throw new IllegalArgumentException(
            entity + " ends beyond the sentence, which has " + length + " tokens");
      }
      for (int i = entity.start(); i < entity.end(); i++) {
        if (tags[i] != TagSet.OUTSIDE) {
          throw new IllegalArgumentException(
              "entities must not overlap, but two have token " + i + ": " + entities);
        }
        tags[i] = i == entity.start() ? TagSet.begin(entity.type()) : TagSet.inside(entity.type());
      }
    }
    return of(tags);
  }

  /** The number of tokens. */
  public int size() {
    return tags.length;
  }

  /** The tag of a token. */
  public int tag(int token) {
    return tags[token];
  }

  /** A copy of the tags. */
  public int[] toArray() {
    return tags.clone();
  }

  /** The entities, in the order of their tokens. */
  public List<Entity> entities() {
    var entities = new ArrayList<Entity>();
    int start = 0;
    for (int i = 0; i < tags.length; i++) {
      boolean begins = TagSet.isBegin(tags[i]);
      if (begins) {
        start = i;
      }
      boolean ends = i + 1 == tags.length || !TagSet.isInside(tags[i + 1]);
      if (tags[i] != TagSet.OUTSIDE && ends) {
        entities.add(new Entity(start, i + 1, TagSet.type(tags[i])));
      }
    }
    return entities;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TagSequence that && Arrays.equals(tags, that.tags);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(tags);
  }

  @Override
  public String toString() {
    return Arrays.toString(tags);
  }
}
