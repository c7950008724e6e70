package io.labelloop.portal;

import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import java.util.List;
import java.util.Optional;

/**
 * A question of a page, which never changes.
 *
 * @param wanted how many people shall answer it
 * @param excluded who answered it in an earlier job
 * @param gold what is known of it, if it is a gold item
 */
record Question(
    ItemId item, ItemContent content, int wanted, List<String> excluded, Optional<Gold> gold) {
  Question {
    excluded = List.copyOf(excluded);
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

  boolean training() {
    return gold.map(Gold::training).orElse(false);
  }
}
