package io.labelloop.campaign;

import java.util.List;

/** The columns that models see. */
public sealed interface ContentSpec {
  /** One column with a text. */
  record Text(String column) implements ContentSpec {}

  /** Numeric columns, by name or with {@code *} for any characters. */
  record Features(List<String> patterns) implements ContentSpec {
    public Features {
      patterns = List.copyOf(patterns);
    }
  }

  /** One column with an array of numbers. */
  record Embedding(String column) implements ContentSpec {}

  /** One column with the array of a sentence's tokens. */
  record Tokens(String column) implements ContentSpec {}
}
