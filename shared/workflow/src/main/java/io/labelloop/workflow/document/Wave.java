package io.labelloop.workflow.document;

import io.labelloop.annotation.AnnotatorId;
import io.labelloop.pool.ItemId;
import java.util.List;

/**
 * The questions of one labeling job: those of a round's batch, or in later waves its doubtful
 * items, as far as there is money.
 *
 * @param unaffordable questions that were left out since their money could not be reserved
 * @param reinstated whom people had let work again by then, in order: nobody of them is suspended
 *     by what this wave brings
 */
public record Wave(
    int version,
    int round,
    int wave,
    List<Asked> questions,
    int unaffordable,
    List<AnnotatorId> reinstated) {
  public static final int VERSION = 1;

  public Wave {
    questions = List.copyOf(questions);
    reinstated = List.copyOf(reinstated);
  }

  /** An item and the number of answers that this wave asks for. */
  public record Asked(ItemId item, int annotations) {}

  /** The number of answers that this wave asks for in all. */
  public int annotations() {
    return questions.stream().mapToInt(Asked::annotations).sum();
  }
}
