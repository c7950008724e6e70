package io.labelloop.portal;

import io.labelloop.campaign.PortalSpec;
import io.labelloop.campaign.Task;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The items whose answers are known: some to practise on, which come first and are explained, and
 * some hidden among the others. Each person has a page of them for themselves.
 */
record GoldItems(List<Question> questions) {
  GoldItems {
    questions = List.copyOf(questions);
  }

  static GoldItems of(PortalSpec spec, Task task) {
    return new GoldItems(
        spec.gold().stream()
            .map(
                item ->
                    new Question(
                        item.id(),
                        item.content(),
                        1,
                        List.of(),
                        Optional.of(
                            new Question.Gold(
                                reply(item.answer(), task), item.training(), item.why()))))
            .toList());
  }

  private static Reply reply(PortalSpec.GoldAnswer answer, Task task) {
    return switch (answer) {
      case PortalSpec.GoldAnswer.OfClass one -> Reply.ofLabel(one.label());
      case PortalSpec.GoldAnswer.OfEntities some ->
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
