package io.labelloop.sequence;

import io.labelloop.model.ClassLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The BIO tags of a task's entity types: {@code O}, then {@code B-} and {@code I-} of each type in
 * the order of the task's labels; {@code 2K + 1} tags for {@code K} types.
 */
public record TagSet(ClassLabels types) {
  /** The tag of a token that belongs to no entity. */
  public static final int OUTSIDE = 0;

  /** The tag of the first token of an entity. */
  public static int begin(int type) {
    return 2 * type + 1;
  }

  /** The tag of an entity's tokens after its first. */
  public static int inside(int type) {
    return 2 * type + 2;
  }

  /** Whether a tag is the first of an entity. */
  public static boolean isBegin(int tag) {
    return tag % 2 == 1;
  }

  /** Whether a tag continues an entity. */
  public static boolean isInside(int tag) {
    return tag != OUTSIDE && tag % 2 == 0;
  }

  /** The entity type of a tag other than {@link #OUTSIDE}. */
  public static int type(int tag) {
    return (tag - 1) / 2;
  }

  /**
   * Whether a tag may stand right after another; at the beginning of a sentence, what may follow
   * {@link #OUTSIDE} may stand.
   */
  public static boolean mayFollow(int previous, int tag) {
    return !isInside(tag) || (previous != OUTSIDE && type(previous) == type(tag));
  }

  /** The number of tags. */
  public int size() {
    return 2 * types.size() + 1;
  }

  /** The names of all tags by index. */
  public List<String> names() {
    var names = new ArrayList<String>();
    for (int tag = 0; tag < size(); tag++) {
      names.add(name(tag));
    }
    return names;
  }

  /** The name of a tag, such as {@code B-person}. */
  public String name(int tag) {
    return tag == OUTSIDE ? "O" : (isBegin(tag) ? "B-" : "I-") + types.name(type(tag));
  }

  /** The tag of a name, or nothing if there is none. */
  public OptionalInt indexOf(String name) {
    if (name.equals("O")) {
      return OptionalInt.of(OUTSIDE);
    }
    if (name.length() < 3 || !(name.startsWith("B-") || name.startsWith("I-"))) {
      return OptionalInt.empty();
    }
    OptionalInt type = types.indexOf(name.substring(2));
    return type.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(name.startsWith("B-") ? begin(type.getAsInt()) : inside(type.getAsInt()));
  }

  /** The names of a sentence's tags. */
  public List<String> names(TagSequence tags) {
    var names = new ArrayList<String>();
    for (int i = 0; i < tags.size(); i++) {
      names.add(name(tags.tag(i)));
    }
    return names;
  }

  /**
   * The tags of names; a continuation without a beginning begins an entity ({@link
   * TagSequence#repaired}).
   *
   * @throws IllegalArgumentException if there are none, or one is unknown
   */
  public TagSequence parse(List<String> names) {
    int[] tags = new int[names.size()];
    for (int i = 0; i < tags.length; i++) {
      String name = names.get(i);
      tags[i] =
          indexOf(name)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "there is no tag '" + name + "'; the task has " + names()));
    }
    return TagSequence.repaired(tags);
  }
}
