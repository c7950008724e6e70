package io.labelloop.portal;

import io.labelloop.campaign.Task;
import io.labelloop.campaign.TaskType;
import io.labelloop.pool.ItemContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a person said of an item, in the words of the page: exactly one of a label, spans, a reason
 * why they cannot tell, or a skip.
 *
 * @param label one of the task's classes
 * @param spans the entities of a sentence; empty where it has none
 * @param cannotTell one of {@link #REASONS}
 * @param skip true, if at all
 * @param note what the person adds to "cannot tell" or a skip
 */
public record Reply(
    Optional<String> label,
    Optional<List<Span>> spans,
    Optional<String> cannotTell,
    Optional<Boolean> skip,
    Optional<String> note) {
  /** Why somebody may be unable to tell. */
  public static final List<String> REASONS = List.of("unclear", "several", "none-fits", "broken");

  /** The longest note, in UTF-16 units. */
  public static final int MAX_NOTE = 1000;

  private static final Reply UNDONE =
      new Reply(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * A stretch of tokens that is of a type.
   *
   * @param start the index of its first token
   * @param end the index after its last token
   * @param type one of the task's entity types
   */
  public record Span(int start, int end, String type) {}

  public Reply {
    // in the order of the text, whichever was tagged first
    spans = spans.map(all -> all.stream().sorted(Comparator.comparingInt(Span::start)).toList());
  }

  /** A reply of a class. */
  public static Reply ofLabel(String label) {
    return new Reply(
        Optional.of(label), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A reply of entities. */
  public static Reply ofSpans(List<Span> spans) {
    return new Reply(
        Optional.empty(), Optional.of(spans), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Whether two replies are the same answer, whatever was said besides. */
  boolean sameAnswer(Reply other) {
    return label.equals(other.label) && spans.equals(other.spans);
  }

  /** A reply that takes an earlier one back. */
  static Reply undone() {
    return UNDONE;
  }

  /** What kind of reply this is. */
  public AnswerKind kind() {
    if (label.isPresent() || spans.isPresent()) {
      return AnswerKind.LABEL;
    }
    if (cannotTell.isPresent()) {
      return AnswerKind.CANNOT_TELL;
    }
    return skip.isPresent() ? AnswerKind.SKIP : AnswerKind.UNDONE;
  }

  /** Everything that is wrong with a reply to an item of a task; empty if nothing is. */
  List<String> mistakes(Task task, ItemContent content) {
    var mistakes = new ArrayList<String>();
    int given =
        (label.isPresent() ? 1 : 0)
            + (spans.isPresent() ? 1 : 0)
            + (cannotTell.isPresent() ? 1 : 0)
            + (skip.isPresent() ? 1 : 0);
    if (given != 1) {
      mistakes.add("/answer must have one of label, spans, cannotTell and skip, but had " + given);
    }
    label.ifPresent(
        name -> {
          if (task.type() == TaskType.SEQUENCE) {
            mistakes.add("/answer/label is for classes, but the task asks for spans");
          } else if (task.labels().indexOf(name).isEmpty()) {
            mistakes.add("/answer/label must be one of the task's labels, but was " + shown(name));
          }
        });
    spans.ifPresent(all -> checkSpans(all, task, content, mistakes));
    cannotTell.ifPresent(
        reason -> {
          if (!REASONS.contains(reason)) {
            mistakes.add(
                "/answer/cannotTell must be one of " + REASONS + ", but was " + shown(reason));
          }
        });
    if (skip.isPresent() && !skip.get()) {
      mistakes.add("/answer/skip must be true, if it is given");
    }
    if (note.map(String::length).orElse(0) > MAX_NOTE) {
      mistakes.add("/answer/note must have at most " + MAX_NOTE + " characters");
    }
    return mistakes;
  }

  private static void checkSpans(
      List<Span> spans, Task task, ItemContent content, List<String> mistakes) {
    if (!(content instanceof ItemContent.Tokens sentence)) {
      mistakes.add("/answer/spans are for sentences, but the task asks for a label");
      return;
    }
    int tokens = sentence.tokens().size();
    boolean[] taken = new boolean[tokens];
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      String path = "/answer/spans/" + i;
      if (task.labels().indexOf(span.type()).isEmpty()) {
        mistakes.add(
            path + "/type must be one of the task's labels, but was " + shown(span.type()));
      }
      if (span.start() < 0 || span.end() <= span.start() || span.end() > tokens) {
        mistakes.add(
            path
                + " must have 0 <= start < end <= "
                + tokens
                + ", but was "
                + span.start()
                + " to "
                + span.end());
        continue;
      }
      for (int t = span.start(); t < span.end(); t++) {
        if (taken[t]) {
          mistakes.add(path + " must not overlap another span, but token " + t + " has two");
          break;
        }
        taken[t] = true;
      }
    }
  }

  private static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "\uFFFD");
    return "'" + (line.length() > 80 ? line.substring(0, 80) + "..." : line) + "'";
  }
}
