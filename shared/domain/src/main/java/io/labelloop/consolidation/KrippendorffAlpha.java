package io.labelloop.consolidation;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Krippendorff's alpha for nominal values: how far annotators agree beyond chance. 1 is perfect
 * agreement, 0 what chance gives, below 0 systematic disagreement. Items with one value say
 * nothing.
 *
 * <p>With {@code n} values in items of at least two, {@code n_c} of them of class {@code c}, and in
 * an item {@code m} values of which {@code m_c} are of class {@code c}: {@code 1 - (n - 1) D / E},
 * {@code D = sum over items of (m^2 - sum m_c^2) / (m - 1)} and {@code E = n^2 - sum n_c^2}.
 *
 * <p>Krippendorff: Content Analysis. Chapter 12, 4th edition, 2018.
 */
public final class KrippendorffAlpha {
  private KrippendorffAlpha() {}

  /**
   * The alpha of items, each with the values that its annotators gave.
   *
   * @return nothing if no item has two values, or all values are the same
   */
  public static <T> OptionalDouble of(Collection<List<T>> items) {
    Map<T, Long> totals = new HashMap<>();
    long values = 0;
    double disagreement = 0;
    for (List<T> item : items) {
      if (item.size() < 2) {
        continue;
      }
      Map<T, Long> counts = new HashMap<>();
      item.forEach(value -> counts.merge(value, 1L, Long::sum));
      long pairs = (long) item.size() * item.size();
      for (long count : counts.values()) {
        pairs -= count * count;
      }
      disagreement += (double) pairs / (item.size() - 1);
      counts.forEach((value, count) -> totals.merge(value, count, Long::sum));
      values += item.size();
    }
    double expected = (double) values * values;
    for (long total : totals.values()) {
      expected -= (double) total * total;
    }
    return expected == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(1 - (values - 1) * disagreement / expected);
  }
}
