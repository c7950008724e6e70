package io.labelloop.local;

import io.labelloop.campaign.Finding;
import io.labelloop.numeric.DenseVector;
import io.labelloop.pool.ContentColumns;
import io.labelloop.pool.Item;
import io.labelloop.pool.ItemContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the numbers that are the same in all items, and so teach nothing. */
final class ConstantColumns {
  private static final int SHOWN = 10;

  private double[] first = new double[0];
  private boolean[] varies = new boolean[0];
  private long items;

  /** Looks at one more item; texts have no such columns. */
  void add(Item item) {
    if (item.content() instanceof ItemContent.Features features) {
      DenseVector values = features.values();
      if (items++ == 0) {
        first = values.toArray();
        varies = new boolean[first.length];
      }
      for (int i = 0; i < first.length; i++) {
        varies[i] |= values.get(i) != first[i];
      }
    }
  }

  /** Says which there are, unless there are none or fewer than two items to tell by. */
  Optional<Finding> warning(ContentColumns columns) {
    List<String> constant = new ArrayList<>();
    for (int i = 0; i < first.length; i++) {
      if (!varies[i]) {
        constant.add(name(columns, i));
      }
    }
    if (items < 2 || constant.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            "/pool",
            constant.size()
                + " of "
                + first.length
                + " numbers are the same in all "
                + items
                + " items that were read, and tell a model nothing: "
                + constant.stream().limit(SHOWN).collect(Collectors.joining(", "))
                + (constant.size() > SHOWN ? ", ..." : ""),
            Optional.empty()));
  }

  private static String name(ContentColumns columns, int index) {
    return switch (columns) {
      case ContentColumns.FeatureColumns features -> features.columns().get(index);
      case ContentColumns.EmbeddingColumn embedding -> embedding.column() + "[" + index + "]";
      case ContentColumns.TextColumn text -> text.column();
      case ContentColumns.TokensColumn tokens -> tokens.column();
    };
  }
}
