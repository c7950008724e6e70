package io.labelloop.portal;

import io.labelloop.campaign.GoldAnswer;
import io.labelloop.campaign.GoldItem;
import io.labelloop.campaign.GoldSpec;
import io.labelloop.campaign.Task;
import io.labelloop.pool.ItemContent;
import io.labelloop.pool.ItemId;
import io.labelloop.workflow.document.GoldLine;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The items whose answers are known: some to practise on, which come first and are explained, and
 * some hidden among the others. Each person has a page of them for themselves.
 *
 * @param share how many of the items that a person gets are hidden ones
 */
record GoldItems(double share, List<Question> questions) {
  static final GoldItems NONE = new GoldItems(0, List.of());

  GoldItems {
    questions = List.copyOf(questions);
  }

  /**
   * @param hidden the hidden ones as the claimed campaign has them; before that, and of sentences,
   *     those of the campaign file
   */
  static GoldItems of(GoldSpec spec, Task task, Optional<List<GoldLine>> hidden) {
    return new GoldItems(
        spec.share(),
        Stream.concat(
                spec.training().stream().map(item -> question(item, task)),
                hidden
                    .map(lines -> lines.stream().map(GoldItems::question))
                    .orElseGet(() -> spec.hidden().stream().map(item -> question(item, task))))
            .toList());
  }

  private static Question question(GoldItem item, Task task) {
    var known = new Question.Gold(reply(item.answer(), task), item.training(), item.why());
    return question(item.id(), item.content(), known);
  }

  private static Question question(GoldLine line) {
    var known = new Question.Gold(Reply.ofLabel(line.label()), false, Optional.empty());
    return question(line.id(), line.content(), known);
  }

  private static Question question(ItemId id, ItemContent content, Question.Gold known) {
    return new Question(id, content, 1, List.of(), List.of(), Optional.of(known));
  }

  private static Reply reply(GoldAnswer answer, Task task) {
    return switch (answer) {
      case GoldAnswer.OfClass one -> Reply.ofLabel(one.label());
      case GoldAnswer.OfEntities some ->
          Reply.ofSpans(
              some.entities().stream()
                  .map(
                      entity ->
                          new Reply.Span(
                              entity.start(), entity.end(), task.labels().name(entity.type())))
                  .toList());
    };
  }

  /** The places of the items to practise on. */
  List<Integer> training() {
    return places(true);
  }

  /** The places of the hidden items. */
  List<Integer> hidden() {
    return places(false);
  }

  private List<Integer> places(boolean training) {
    return IntStream.range(0, questions.size())
        .filter(i -> questions.get(i).training() == training)
        .boxed()
        .toList();
  }
}
