package io.labelloop.workflow.document;

import java.util.List;

/**
 * What a round's model was trained on.
 *
 * @param labels training labels; 0 means that there is no model yet
 * @param perClass how many of them each class has, in the order of the task's labels; in a sequence
 *     campaign, how many entities of each type the sentences have
 */
public record Training(int version, int round, int labels, List<Integer> perClass) {
  public static final int VERSION = 1;

  public Training {
    perClass = List.copyOf(perClass);
  }
}
