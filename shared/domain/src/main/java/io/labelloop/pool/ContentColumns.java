package io.labelloop.pool;

import java.util.List;

/** Which columns hold what models see, by name. */
public sealed interface ContentColumns {
  /** One column with a text. */
  record TextColumn(String column) implements ContentColumns {}

  /** Numeric columns in the order of the vector. */
  record FeatureColumns(List<String> columns) implements ContentColumns {
    public FeatureColumns {
      columns = List.copyOf(columns);
    }
  }

  /** One column with an array of {@code size} numbers. */
  record EmbeddingColumn(String column, int size) implements ContentColumns {}

  /** One column with an array of tokens. */
  record TokensColumn(String column) implements ContentColumns {}
}
