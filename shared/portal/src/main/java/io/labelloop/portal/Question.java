package io.labelloop.portal;

import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import java.util.List;
import java.util.Optional;

/**
 * A question of a page, which never changes.
 *
 * @param wanted how many people shall answer it
 * @param excluded who is not asked: they answered it in an earlier job, or get no more work
 * @param preferred from the one who would tell most about it to the one who would tell least; none
 *     where that is not known
 * @param gold what is known of it, if it is a gold item
 */
record Question(
    ItemId item,
    ItemContent content,
    int wanted,
    List<String> excluded,
    List<String> preferred,
    Optional<Gold> gold) {
  Question {
    excluded = List.copyOf(excluded);
    preferred = List.copyOf(preferred);
  }

  /**
   * What is known of a gold item.
   *
   * @param answer the right answer
   * @param training whether people are told whether they were right
   * @param why what they are told besides
   */
  record Gold(Reply answer, boolean training, Optional<String> why) {}

  boolean excludes(PersonId person) {
    return excluded.contains(person.value());
  }

  /** A person's place among those who are preferred, from 0; behind all of them without one. */
  int rankOf(PersonId person) {
    int place = preferred.indexOf(person.value());
    return place < 0 ? preferred.size() : place;
  }

  boolean training() {
    return gold.map(Gold::training).orElse(false);
  }
}
