package io.labelloop.workflow.port;

import io.labelloop.campaign.TaskType;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import java.time.Duration;
import java.util.List;

/**
 * A batch of questions to people.
 *
 * @param key where the job's documents lie: a prefix that is unique to campaign, round and wave,
 *     and the same in a retry
 * @param type whether an answer is one of the labels, or the stretches of tokens that are of one
 * @param question what people are asked
 * @param labels the answers that they may give: classes, or the types of entities
 * @param questions the items, each with the number of annotations that are wanted now
 * @param deadline how long the workforce may take
 */
public record LabelingJob(
    String key,
    TaskType type,
    String question,
    List<String> labels,
    List<Question> questions,
    Duration deadline) {
  public LabelingJob {
    labels = List.copyOf(labels);
    questions = List.copyOf(questions);
  }

  /** A job of a classification task. */
  public LabelingJob(
      String key,
      String question,
      List<String> labels,
      List<Question> questions,
      Duration deadline) {
    this(key, TaskType.CLASSIFICATION, question, labels, questions, deadline);
  }

  /**
   * An item and how many more annotations it needs.
   *
   * @param excluded annotators who are not asked: they answered it before, or get no more work
   * @param preferred annotators from the best to the worst for this item, where that is known; a
   *     workforce that can choose asks those that come first, others may ask anybody
   */
  public record Question(
      ItemId item,
      ItemContent content,
      int annotations,
      List<String> excluded,
      List<String> preferred) {
    public Question {
      excluded = List.copyOf(excluded);
      preferred = List.copyOf(preferred);
    }

    /** A question for anybody but those who are excluded. */
    public Question(ItemId item, ItemContent content, int annotations, List<String> excluded) {
      this(item, content, annotations, excluded, List.of());
    }
  }

  /** The number of annotations that are wanted in all. */
  public int wanted() {
    return questions.stream().mapToInt(Question::annotations).sum();
  }
}
