package io.labelloop.sequence;

import java.util.ArrayList;
import java.util.List;

/**
 * The states of a linear chain and the log weights between them. Every state emits one tag; only
 * steps to tags that may follow ({@link TagSet#mayFollow}) exist, so that every path is valid BIO.
 *
 * <p>A chain of second order is one of first order whose states are pairs of tags.
 */
public final class TagTransitions {
  private final int tags;
  private final int[] tagOfState;
  private final double[] start;
  private final int[][] predecessors;
  private final double[][] weights;

  private TagTransitions(
      int tags, int[] tagOfState, double[] start, int[][] predecessors, double[][] weights) {
    this.tags = tags;
    this.tagOfState = tagOfState;
    this.start = start;
    this.predecessors = predecessors;
    this.weights = weights;
  }

  /** The log weight of a tag after the two before it; {@link #NONE} stands before a sentence. */
  @FunctionalInterface
  public interface LogWeight {
    /** What stands before the first token. */
    int NONE = -1;

    double of(int beforePrevious, int previous, int tag);
  }

  /**
   * Transitions that look one tag back: one state per tag.
   *
   * @param tags how many tags there are
   * @param weight of a tag after the previous one; the tag before that is not to be looked at
   */
  public static TagTransitions firstOrder(int tags, LogWeight weight) {
    int[] tagOfState = new int[tags];
    double[] start = new double[tags];
    int[][] predecessors = new int[tags][];
    double[][] weights = new double[tags][];
    for (int tag = 0; tag < tags; tag++) {
      tagOfState[tag] = tag;
      start[tag] = startWeight(weight, tag);
      List<Integer> before = before(tags, tag);
      predecessors[tag] = before.stream().mapToInt(Integer::intValue).toArray();
      weights[tag] = new double[before.size()];
      for (int i = 0; i < before.size(); i++) {
        weights[tag][i] = weight.of(LogWeight.NONE, before.get(i), tag);
      }
    }
    return new TagTransitions(tags, tagOfState, start, predecessors, weights);
  }

  /**
   * Transitions that look two tags back: a state for every tag at the beginning, and one for every
   * pair of tags of which the second may follow the first.
   */
  public static TagTransitions secondOrder(int tags, LogWeight weight) {
    // states 0 .. tags - 1 are the first tokens'; then the pairs
    int[][] pair = new int[tags][tags];
    var first = new ArrayList<Integer>();
    var second = new ArrayList<Integer>();
    for (int tag = 0; tag < tags; tag++) {
      first.add(LogWeight.NONE);
      second.add(tag);
    }
    for (int tag = 0; tag < tags; tag++) {
      for (int previous : before(tags, tag)) {
        pair[previous][tag] = first.size();
        first.add(previous);
        second.add(tag);
      }
    }
    int states = first.size();
    double[] start = new double[states];
    int[][] predecessors = new int[states][];
    double[][] weights = new double[states][];
    for (int state = 0; state < states; state++) {
      int previous = first.get(state);
      int tag = second.get(state);
      boolean beginning = previous == LogWeight.NONE;
      start[state] = beginning ? startWeight(weight, tag) : Double.NEGATIVE_INFINITY;
      List<Integer> earlier = beginning ? List.of() : before(tags, previous);
      int count = beginning ? 0 : earlier.size() + 1;
      predecessors[state] = new int[count];
      weights[state] = new double[count];
      if (!beginning) {
        predecessors[state][0] = previous;
        weights[state][0] = weight.of(LogWeight.NONE, previous, tag);
        for (int i = 1; i < count; i++) {
          predecessors[state][i] = pair[earlier.get(i - 1)][previous];
          weights[state][i] = weight.of(earlier.get(i - 1), previous, tag);
        }
      }
    }
    return new TagTransitions(
        tags, second.stream().mapToInt(Integer::intValue).toArray(), start, predecessors, weights);
  }

  private static double startWeight(LogWeight weight, int tag) {
    return TagSet.mayFollow(TagSet.OUTSIDE, tag)
        ? weight.of(LogWeight.NONE, LogWeight.NONE, tag)
        : Double.NEGATIVE_INFINITY;
  }

  private static List<Integer> before(int tags, int tag) {
    var before = new ArrayList<Integer>();
    for (int previous = 0; previous < tags; previous++) {
      if (TagSet.mayFollow(previous, tag)) {
        before.add(previous);
      }
    }
    return before;
  }

  /** How many tags there are. */
  public int tags() {
    return tags;
  }

  int states() {
    return tagOfState.length;
  }

  int tagOf(int state) {
    return tagOfState[state];
  }

  /** The log weight of a path that begins in a state. */
  double start(int state) {
    return start[state];
  }

  int predecessors(int state) {
    return predecessors[state].length;
  }

  int predecessor(int state, int i) {
    return predecessors[state][i];
  }

  /** The log weight of the step from the {@code i}th predecessor. */
  double weight(int state, int i) {
    return weights[state][i];
  }
}
