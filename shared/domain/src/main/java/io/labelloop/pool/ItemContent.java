package io.labelloop.pool;

import io.labelloop.numeric.DenseVector;
import java.util.List;
import java.util.Optional;

/** What there is to label about an item. */
public sealed interface ItemContent {
  /** A text, as it came. */
  record Text(String text) implements ItemContent {}

  /**
   * Numeric columns, in the order that the campaign names them.
   *
   * @param picture what people see of the item, where that is no table of the numbers
   */
  record Features(DenseVector values, Optional<Picture> picture) implements ItemContent {
    /** Numbers that people see as such. */
    public Features(DenseVector values) {
      this(values, Optional.empty());
    }
  }

  /** The tokens of a sentence, at least one. */
  record Tokens(List<String> tokens) implements ItemContent {
    public Tokens {
      tokens = List.copyOf(tokens);
      if (tokens.isEmpty()) {
        throw new IllegalArgumentException("a sentence must have at least one token, but had none");
      }
    }

    /** The tokens with a space between each two. */
    public String text() {
      return String.join(" ", tokens);
    }
  }
}
