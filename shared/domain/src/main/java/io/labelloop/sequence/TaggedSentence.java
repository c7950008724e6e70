package io.labelloop.sequence;

import io.labelloop.pool.ItemId;
import java.util.List;

/**
 * A training example.
 *
 * @param tokens of the sentence, as many as there are tags
 */
public record TaggedSentence(ItemId id, List<String> tokens, TagSequence tags) {
  public TaggedSentence {
    tokens = List.copyOf(tokens);
    if (tokens.size() != tags.size()) {
      throw new IllegalArgumentException(
          "sentence '"
              + id
              + "' must have a tag for each of its "
              + tokens.size()
              + " tokens, but had "
              + tags.size());
    }
  }
}
