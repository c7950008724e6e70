package io.labelloop.annotation;

import io.labelloop.pool.ItemId;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Annotations as consolidation reads them: rows sorted by item id, then annotator id, so that no
 * result depends on the order in which answers came.
 *
 * <p>Items and annotators are numbered in the order of their ids. Takes 8 bytes a row besides the
 * ids, and is built in time {@code O(n + m log m)} for {@code n} rows and {@code m} ids.
 */
public final class AnnotationTable {
  private final int classes;
  private final List<ItemId> items;
  private final List<AnnotatorId> annotators;
  // rows of item i stand at starts[i] .. starts[i + 1] - 1
  private final int[] starts;
  private final int[] annotatorOfRow;
  private final int[] labelOfRow;

  private AnnotationTable(
      int classes,
      List<ItemId> items,
      List<AnnotatorId> annotators,
      int[] starts,
      int[] annotatorOfRow,
      int[] labelOfRow) {
    this.classes = classes;
    this.items = items;
    this.annotators = annotators;
    this.starts = starts;
    this.annotatorOfRow = annotatorOfRow;
    this.labelOfRow = labelOfRow;
  }

  /**
   * Sorts annotations into a table.
   *
   * @param classes how many classes the task has, at least 2
   * @throws IllegalArgumentException if a label is not below {@code classes}, or an annotator
   *     answered twice about an item
   */
  public static AnnotationTable of(Collection<Annotation> annotations, int classes) {
    if (classes < 2) {
      throw new IllegalArgumentException("a task has at least 2 classes, but got " + classes);
    }
    ItemId[] items = annotations.stream().map(Annotation::item).distinct().toArray(ItemId[]::new);
    AnnotatorId[] annotators =
        annotations.stream().map(Annotation::annotator).distinct().toArray(AnnotatorId[]::new);
    Arrays.sort(items);
    Arrays.sort(annotators);
    Map<ItemId, Integer> itemNumbers = numbered(items);
    Map<AnnotatorId, Integer> annotatorNumbers = numbered(annotators);

    int size = annotations.size();
    int[] itemOf = new int[size];
    int[] annotatorOf = new int[size];
    int[] labelOf = new int[size];
    int row = 0;
    for (Annotation annotation : annotations) {
      if (annotation.label() >= classes) {
        throw new IllegalArgumentException(
            "a label's index must be below " + classes + ", but was in " + annotation);
      }
      itemOf[row] = numberOf(itemNumbers, annotation.item());
      annotatorOf[row] = numberOf(annotatorNumbers, annotation.annotator());
      labelOf[row] = annotation.label();
      row++;
    }
    // a stable counting sort by annotator, then one by item, orders rows by both
    int[] byAnnotator = sorted(identity(size), annotatorOf, annotators.length);
    int[] order = sorted(byAnnotator, itemOf, items.length);
    int[] starts = new int[items.length + 1];
    for (int item : itemOf) {
      starts[item + 1]++;
    }
    for (int i = 0; i < items.length; i++) {
      starts[i + 1] += starts[i];
    }
    for (int i = 1; i < size; i++) {
      if (itemOf[order[i]] == itemOf[order[i - 1]]
          && annotatorOf[order[i]] == annotatorOf[order[i - 1]]) {
        throw new IllegalArgumentException(
            "annotator '"
                + annotators[annotatorOf[order[i]]]
                + "' answered twice about item '"
                + items[itemOf[order[i]]]
                + "'; only one answer counts");
      }
    }
    return new AnnotationTable(
        classes,
        List.of(items),
        List.of(annotators),
        starts,
        picked(annotatorOf, order),
        picked(labelOf, order));
  }

  /** How many classes the task has. */
  public int classes() {
    return classes;
  }

  /** How many annotations there are. */
  public int size() {
    return labelOfRow.length;
  }

  /** All items with an annotation, ascending. */
  public List<ItemId> items() {
    return items;
  }

  /** All annotators with an annotation, ascending. */
  public List<AnnotatorId> annotators() {
    return annotators;
  }

  /** The first row of an item; the last is {@code end(item) - 1}. */
  public int start(int item) {
    return starts[item];
  }

  /** The row after the last one of an item. */
  public int end(int item) {
    return starts[item + 1];
  }

  /** The number of the annotator of a row. */
  public int annotator(int row) {
    return annotatorOfRow[row];
  }

  /** The label of a row. */
  public int label(int row) {
    return labelOfRow[row];
  }

  /** How many answers each annotator gave, in the order of {@link #annotators}. */
  public int[] answersByAnnotator() {
    int[] counts = new int[annotators.size()];
    for (int annotator : annotatorOfRow) {
      counts[annotator]++;
    }
    return counts;
  }

  private static <T> Map<T, Integer> numbered(T[] sorted) {
    Map<T, Integer> numbers = HashMap.newHashMap(sorted.length);
    for (int i = 0; i < sorted.length; i++) {
      numbers.put(sorted[i], i);
    }
    return numbers;
  }

  private static <T> int numberOf(Map<T, Integer> numbers, T id) {
    Integer number = numbers.get(id);
    if (number == null) {
      throw new IllegalStateException("annotations changed while they were read: " + id);
    }
    return number;
  }

  private static int[] identity(int size) {
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    return order;
  }

  private static int[] sorted(int[] order, int[] keys, int keyCount) {
    int[] next = new int[keyCount + 1];
    for (int key : keys) {
      next[key + 1]++;
    }
    for (int i = 0; i < keyCount; i++) {
      next[i + 1] += next[i];
    }
    int[] result = new int[order.length];
    for (int row : order) {
      result[next[keys[row]]++] = row;
    }
    return result;
  }

  private static int[] picked(int[] values, int[] order) {
    int[] result = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      result[i] = values[order[i]];
    }
    return result;
  }
}
