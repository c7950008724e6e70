package io.labelloop.pool;

import io.labelloop.numeric.DenseVector;
import java.util.List;

/** What there is to label about an item. */
public sealed interface ItemContent {
  /** A text, as it came. */
  record Text(String text) implements ItemContent {}

  /** Numeric columns, in the order that the campaign names them. */
  record Features(DenseVector values) implements ItemContent {}

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
