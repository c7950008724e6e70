package io.labelloop.pool;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the pool's readers look for.
 *
 * @param id the column with the id
 * @param picture where the pictures are, which belong to numeric content
 * @param maxTextLength longer texts are rejected, in characters
 */
public record PoolSchema(
    String id, ContentColumns content, Optional<PictureColumns> picture, int maxTextLength) {
  /** Without pictures. */
  public PoolSchema(String id, ContentColumns content, int maxTextLength) {
    this(id, content, Optional.empty(), maxTextLength);
  }

  /** The names of all columns that an item is made of. */
  Set<String> columns() {
    Set<String> columns =
        new HashSet<>(
            switch (content) {
              case ContentColumns.TextColumn text -> List.of(text.column());
              case ContentColumns.FeatureColumns features -> features.columns();
              case ContentColumns.EmbeddingColumn embedding -> List.of(embedding.column());
              case ContentColumns.TokensColumn tokens -> List.of(tokens.column());
            });
    columns.add(id);
    picture.ifPresent(
        shown -> {
          columns.add(shown.location());
          shown.alt().ifPresent(columns::add);
        });
    return columns;
  }
}
