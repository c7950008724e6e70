package io.labelloop.contract;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Annotators who all choose the first label, and take turns. */
public record EagerCrowd(int size) implements Crowd {
  @Override
  public List<String> queue(String job, String item) {
    int first = Math.floorMod((job + item).hashCode(), size);
    return IntStream.range(0, size).mapToObj(i -> name((first + i) % size)).toList();
  }

  @Override
  public Optional<String> answer(String annotator, String item, List<String> labels) {
    return Optional.of(labels.getFirst());
  }

  /** A name that Mechanical Turk's model takes, too. */
  static String name(int index) {
    return "AWORKER" + index;
  }
}
