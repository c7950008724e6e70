package io.labelloop.benchmarks;

import io.labelloop.annotation.Annotation;
import io.labelloop.annotation.AnnotatorId;
import io.labelloop.pool.ItemId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Answers of simulated annotators: an annotator is right with a probability drawn from [0.5, 0.95),
 * and its wrong answers prefer the next class in two of three cases.
 */
final class SimulatedAnswers {
  static final int ITEMS = 100_000;
  static final int ANNOTATORS = 2_000;
  static final int CLASSES = 10;
  static final int ANSWERS_PER_ITEM = 10;
  private static final long SEED = 42;

  private SimulatedAnswers() {}

  /** A million answers, the same in every call. */
  static List<Annotation> million() {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] accuracies = random.doubles(ANNOTATORS, 0.5, 0.95).toArray();
    AnnotatorId[] annotators = new AnnotatorId[ANNOTATORS];
    for (int w = 0; w < ANNOTATORS; w++) {
      annotators[w] = new AnnotatorId("w" + (10_000 + w));
    }
    List<Annotation> answers = new ArrayList<>(ITEMS * ANSWERS_PER_ITEM);
    for (int i = 0; i < ITEMS; i++) {
      ItemId item = new ItemId("i" + (1_000_000 + i));
      int truth = random.nextInt(CLASSES);
      // a stride without a common factor with the number of annotators visits none twice
      int first = random.nextInt(ANNOTATORS);
      for (int a = 0; a < ANSWERS_PER_ITEM; a++) {
        int w = (first + a * 203) % ANNOTATORS;
        answers.add(
            new Annotation(
                item, annotators[w], answer(truth, accuracies[w], random), Instant.EPOCH));
      }
    }
    return answers;
  }

  private static int answer(int truth, double accuracy, SplittableRandom random) {
    if (random.nextDouble() < accuracy) {
      return truth;
    }
    int off = random.nextDouble() < 2 / 3.0 ? 1 : 1 + random.nextInt(CLASSES - 1);
    return (truth + off) % CLASSES;
  }
}
