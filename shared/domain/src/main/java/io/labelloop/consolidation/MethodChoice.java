package io.labelloop.consolidation;

import io.labelloop.annotation.AnnotationTable;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which method consolidates a table, and why.
 *
 * @param reason for people
 * @param goldAccuracy of the methods that were compared on gold items, which they did not see;
 *     empty if none were
 */
public record MethodChoice(
    ConsolidationMethod method, String reason, Map<String, Double> goldAccuracy) {
  /** The name that asks for a choice by the data. */
  public static final String AUTO = "auto";

  /** With fewer gold items the choice looks at the table's shape alone. */
  public static final int ENOUGH_GOLD = 50;

  /* Five pseudo-answers stand in each row of an annotator's confusion matrix (Smoothing.DEFAULT). Where
   * a median annotator has fewer answers than that for each class, the matrix is mostly its prior, and
   * one skill per annotator says more (docs/methods/choice-of-method.md). */
  private static final int ANSWERS_PER_CLASS = 5;

  public MethodChoice {
    goldAccuracy = Collections.unmodifiableMap(new LinkedHashMap<>(goldAccuracy));
  }

  /** All names that a choice may be made by. */
  public static List<String> names() {
    return Stream.concat(ConsolidationMethods.names().stream(), Stream.of(AUTO)).toList();
  }

  /**
   * The method of a name, or for {@link #AUTO} the one that suits the table.
   *
   * @throws IllegalArgumentException listing the names, and the one that is probably meant
   */
  public static MethodChoice of(String name, AnnotationTable table, GoldLabels gold) {
    if (!name.equals(AUTO)) {
      return new MethodChoice(ConsolidationMethods.named(name), "named", Map.of());
    }
    ConsolidationMethod byShape = byShape(table);
    long known = table.items().stream().filter(item -> gold.classOf(item).isPresent()).count();
    if (known < ENOUGH_GOLD) {
      return new MethodChoice(
          byShape,
          "a median annotator gave "
              + medianAnswers(table)
              + " answers: "
              + (byShape instanceof OneCoinDawidSkene ? "fewer than " : "at least ")
              + ANSWERS_PER_CLASS
              + " for each of the "
              + table.classes()
              + " classes",
          Map.of());
    }
    return byGold(byShape, table, gold, known);
  }

  /*
   * The most accurate one may owe its place to chance: what the shape says stays unless another is
   * better by more than the standard error of the difference (docs/methods/choice-of-method.md).
   */
  private static MethodChoice byGold(
      ConsolidationMethod byShape, AnnotationTable table, GoldLabels gold, long known) {
    double[] stands = right(byShape, table, gold);
    Map<String, Double> accuracies = new LinkedHashMap<>();
    accuracies.put(byShape.name(), Arrays.stream(stands).average().orElse(0));
    ConsolidationMethod best = byShape;
    double largestGain = 0;
    for (ConsolidationMethod method : candidates()) {
      if (method.name().equals(byShape.name())) {
        continue;
      }
      double[] right = right(method, table, gold);
      accuracies.put(method.name(), Arrays.stream(right).average().orElse(0));
      double[] gains = new double[right.length];
      Arrays.setAll(gains, i -> right[i] - stands[i]);
      double gain = Arrays.stream(gains).average().orElse(0);
      if (gain > standardError(gains, gain) && gain > largestGain) {
        best = method;
        largestGain = gain;
      }
    }
    return new MethodChoice(
        best,
        (best == byShape ? "none is clearly more accurate on " : "the most accurate on ")
            + known
            + " gold items",
        accuracies);
  }

  private static double standardError(double[] values, double mean) {
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / values.length / values.length);
  }

  // the simpler of two equally accurate ones comes first
  private static List<ConsolidationMethod> candidates() {
    return List.of(
        new DawidSkene(Smoothing.DEFAULT),
        new OneCoinDawidSkene(),
        new Wawa(),
        new DawidSkene(Smoothing.VANISHING),
        new Glad(),
        new Mace(),
        new MajorityVote());
  }

  /** How right each gold item's label is, by a consolidation that does not know them. */
  private static double[] right(
      ConsolidationMethod method, AnnotationTable table, GoldLabels gold) {
    return method.consolidate(table).labels().stream()
        .filter(label -> gold.classOf(label.item()).isPresent())
        .mapToDouble(label -> label.shareOf(gold.classOf(label.item()).orElseThrow()))
        .toArray();
  }

  private static ConsolidationMethod byShape(AnnotationTable table) {
    return medianAnswers(table) >= ANSWERS_PER_CLASS * table.classes()
        ? ConsolidationMethods.standard()
        : new OneCoinDawidSkene();
  }

  private static int medianAnswers(AnnotationTable table) {
    int[] answers = table.answersByAnnotator();
    Arrays.sort(answers);
    return answers.length == 0 ? 0 : answers[answers.length / 2];
  }
}
