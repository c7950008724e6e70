package io.labelloop.simulation;

import io.labelloop.annotation.AnnotatorId;
import io.labelloop.annotation.Answer;
import io.labelloop.campaign.AnnotatorGroup;
import io.labelloop.pool.ItemId;
import io.labelloop.pool.SeededOrder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An annotator who does not exist. What they answer about an item, and how long it takes them, is a
 * function of the seed, their name and the item: the same in every run.
 *
 * <p>The confusion matrix is the group's; where the group has only an accuracy, mistakes are spread
 * over the wrong classes unevenly, differently for each annotator, as people confuse some classes
 * more than others.
 */
final class SimulatedAnnotator {
  private static final double SLOWEST = 1.5;
  private static final double FASTEST = 0.5;

  private final AnnotatorId id;
  private final AnnotatorGroup group;
  private final long seed;
  private final double[][] confusion;

  SimulatedAnnotator(AnnotatorId id, AnnotatorGroup group, int classes, long seed) {
    this.id = id;
    this.group = group;
    this.seed = seed;
    this.confusion = new double[classes][];
    for (int truth = 0; truth < classes; truth++) {
      confusion[truth] = row(truth, classes);
    }
  }

  AnnotatorId id() {
    return id;
  }

  private double[] row(int truth, int classes) {
    if (group.confusion().isPresent()) {
      List<Double> given = group.confusion().get().get(truth);
      return given.stream().mapToDouble(Double::doubleValue).toArray();
    }
    double[] row = new double[classes];
    double sum = 0;
    for (int answer = 0; answer < classes; answer++) {
      if (answer != truth) {
        row[answer] = FASTEST + uniform("confusion-" + truth, new ItemId("class-" + answer));
        sum += row[answer];
      }
    }
    for (int answer = 0; answer < classes; answer++) {
      row[answer] = answer == truth ? group.accuracy() : row[answer] / sum * (1 - group.accuracy());
    }
    return row;
  }

  /** The answer about an item whose truth is known, or nothing if they never answer it. */
  Optional<Answer> answer(ItemId item, Answer truth) {
    if (uniform("silent", item) < group.silentShare()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (truth) {
          case Answer.ClassAnswer known -> new Answer.ClassAnswer(answer(item, known.label()));
          case Answer.TagAnswer known ->
              new Answer.TagAnswer(
                  new SimulatedTagger(
                          group.accuracy(), confusion.length, purpose -> uniform(purpose, item))
                      .answer(known.tags()));
        });
  }

  private int answer(ItemId item, int truth) {
    double left = uniform("answer", item);
    for (int answer = 0; answer < confusion[truth].length; answer++) {
      left -= confusion[truth][answer];
      if (left < 0) {
        return answer;
      }
    }
    return truth;
  }

  /** How long they think about an item. */
  Duration time(ItemId item) {
    double seconds =
        group.secondsPerAnswer() * (FASTEST + (SLOWEST - FASTEST) * uniform("time", item));
    return Duration.ofMillis(Math.max(1, Math.round(seconds * 1000)));
  }

  /** A number in {@code [0, 1)} for a purpose and an item. */
  private double uniform(String purpose, ItemId item) {
    long place = new SeededOrder(seed, id.value() + " " + purpose).placeOf(item);
    return (place >>> 11) * 0x1.0p-53;
  }
}
