package io.labelloop.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A {@link GridSearch} for each part of a learner alone: one for a plain learner, one per trainer
 * for a committee.
 *
 * @param parts in the order of {@link Learner#parts}
 */
public record PartsSearch(List<GridSearch> parts) {
  public PartsSearch {
    parts = List.copyOf(parts);
  }

  /**
   * Searches the grid of each part.
   *
   * @param examples of which none may belong to a stream that tests
   */
  public static PartsSearch of(
      Learner learner,
      FeatureSpace space,
      ClassLabels classes,
      List<LabeledVector> examples,
      long seed) {
    return new PartsSearch(
        learner.parts().stream()
            .map(part -> GridSearch.of(part, space, classes, examples, seed))
            .toList());
  }

  /** The chosen setting of each part of the learner that was searched. */
  public List<String> settings(Learner learner) {
    var settings = new ArrayList<String>();
    for (int i = 0; i < parts.size(); i++) {
      settings.add(learner.parts().get(i).grid().get(parts.get(i).chosen()).setting());
    }
    return settings;
  }

  /**
   * A learner whose parts have the settings of these names.
   *
   * @param settings one for each part
   * @throws IllegalStateException naming a setting that no part of this release has
   */
  public static Learner withSettings(Learner learner, List<String> settings) {
    List<Learner> parts = new ArrayList<>(learner.parts());
    for (int i = 0; i < parts.size(); i++) {
      String chosen = settings.get(i);
      parts.set(
          i,
          parts.get(i).grid().stream()
              .filter(one -> one.setting().equals(chosen))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "no setting of this release is called '"
                              + chosen
                              + "', which an earlier step chose")));
    }
    return learner.of(parts);
  }
}
