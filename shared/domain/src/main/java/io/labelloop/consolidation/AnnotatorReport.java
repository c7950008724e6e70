package io.labelloop.consolidation;

import io.labelloop.annotation.AnnotatorId;
import java.util.List;
import java.util.Optional;

/**
 * What there is to know of an annotator.
 *
 * @param annotations how many answers it gave
 * @param answersLeft items that others answered and it did not
 * @param skill the probability that an answer is right, as the method estimates it
 * @param information what its answers tell about the class beyond what the other annotators tell,
 *     in the units of {@link Information}; nothing if nobody else answered about its items
 * @param secondsPerAnswer the median time between two of its answers; nothing where fewer than two
 *     times are known
 * @param confusion {@code K x K}: how often it gives each answer (column) for each true class (row)
 */
public record AnnotatorReport(
    AnnotatorId annotator,
    int annotations,
    int answersLeft,
    double skill,
    Optional<Information> information,
    Optional<Double> secondsPerAnswer,
    List<List<Cell>> confusion) {
  public AnnotatorReport {
    confusion = confusion.stream().map(List::copyOf).toList();
  }

  /**
   * A cell of a confusion matrix.
   *
   * @param probability the share of the row's expected answers, whatever form of confusion the
   *     method assumes; 1/K without any
   * @param lower the 2.5 % quantile of {@code Beta(k + 1/2, n - k + 1/2)}, with {@code k} of {@code
   *     n} expected answers of the row in this cell; 0 if {@code k} is
   * @param upper its 97.5 % quantile; 1 if {@code k} is {@code n}
   */
  public record Cell(double probability, double lower, double upper) {}

  /**
   * The mutual information between an annotator's answers and the classes of its items, as the
   * other annotators and gold items tell them.
   *
   * @param bits per answer, less the bias of a small sample; 0 for an annotator whose answers tell
   *     nothing: a spammer, however it chooses them
   * @param relative divided by what there is to know: the entropy of the classes of its items less
   *     what the others leave of it; 1 for one whose answers tell all, 0 where nothing is known
   * @param lower the lower end of the 99 % interval of {@code relative}
   * @param upper its upper end; 1 where nothing is known
   * @param answers how many answers it rests on
   * @param contrast how many of them are expected to be about items of other classes than the
   *     commonest: without some, nobody can show that they tell classes apart
   */
  public record Information(
      double bits, double relative, double lower, double upper, int answers, double contrast) {}
}
