package io.labelloop.workflow.document;

import io.labelloop.model.GridSearch;
import java.util.List;
import java.util.Optional;

/**
 * What a round's model was trained on.
 *
 * @param labels training labels; 0 means that there is no model yet
 * @param perClass how many of them each class has, in the order of the task's labels; in a sequence
 *     campaign, how many entities of each type the sentences have
 * @param search how its hyper-parameters were chosen, if they were
 */
public record Training(
    int version, int round, int labels, List<Integer> perClass, Optional<Search> search) {
  public static final int VERSION = 1;

  public Training {
    perClass = List.copyOf(perClass);
  }

  /** The choice of hyper-parameters by cross-validation, for each trainer of a committee alone. */
  public record Search(int folds, List<SearchedTrainer> trainers) {
    public Search {
      trainers = List.copyOf(trainers);
    }
  }

  /**
   * The settings of one trainer that were tried.
   *
   * @param chosen the setting that the model was trained with
   * @param examples how many training labels were split into folds; 0 where they were too few
   * @param grid every setting with the mean log-loss of held-out predictions
   */
  public record SearchedTrainer(
      String trainer, String chosen, int examples, List<GridSearch.Point> grid) {
    public SearchedTrainer {
      grid = List.copyOf(grid);
    }
  }
}
