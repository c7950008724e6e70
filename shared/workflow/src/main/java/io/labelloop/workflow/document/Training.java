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
 * @param selfTraining what guesses beside the labels came to, if there were any
 */
public record Training(
    int version,
    int round,
    int labels,
    List<Integer> perClass,
    Optional<Search> search,
    Optional<SelfTraining> selfTraining) {
  public static final int VERSION = 1;

  public Training {
    perClass = List.copyOf(perClass);
  }

  /**
   * A model's own guesses about unlabeled items, which are no labels and count as none.
   *
   * @param perClass guesses by class, in the order of the task's labels
   * @param weight of a guess, where a label weighs 1
   * @param validation how many validation items had a label
   * @param lossWithout the mean log-loss on these of the model of labels alone
   * @param lossWith the same of the model that also learned from the guesses
   * @param kept whether that one is the round's model: only if the loss did not get worse
   */
  public record SelfTraining(
      List<Integer> perClass,
      double weight,
      int validation,
      double lossWithout,
      double lossWith,
      boolean kept) {
    public SelfTraining {
      perClass = List.copyOf(perClass);
    }

    /** How many guesses there were. */
    public int guesses() {
      return perClass.stream().mapToInt(Integer::intValue).sum();
    }
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
