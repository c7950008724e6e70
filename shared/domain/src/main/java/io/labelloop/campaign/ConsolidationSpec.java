package io.labelloop.campaign;

import java.util.List;

/**
 * How answers become labels.
 *
 * @param method one of {@link #METHODS}: a consolidation method's name, or {@code auto} for the one
 *     that suits the answers
 */
public record ConsolidationSpec(String method) {
  /** What a campaign file may say; the first is the default. */
  public static final List<String> METHODS =
      List.of(
          "dawid-skene",
          "dawid-skene-ml",
          "glad",
          "mace",
          "majority-vote",
          "one-coin",
          "wawa",
          "zero-based-skill",
          "auto");
}
