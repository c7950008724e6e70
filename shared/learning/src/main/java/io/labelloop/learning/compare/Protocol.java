package io.labelloop.learning.compare;

import java.util.List;

/**
 * How learning curves are measured.
 *
 * @param seedSet how many items are labeled before the first model
 * @param batch how many each round adds
 * @param rounds how many batches follow the seed set
 * @param seeds one repetition each; all different
 * @param threads how many repetitions run at the same time; the result does not depend on it
 */
public record Protocol(int seedSet, int batch, int rounds, List<Long> seeds, int threads) {
  public Protocol {
    seeds = List.copyOf(seeds);
    if (seedSet < 1 || batch < 1 || rounds < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "seed set, batch, rounds and threads must be at least 1, but were "
              + List.of(seedSet, batch, rounds, threads));
    }
    if (seeds.isEmpty() || seeds.stream().distinct().count() < seeds.size()) {
      throw new IllegalArgumentException(
          "a comparison needs at least 1 seed, and all different, but got " + seeds);
    }
  }
}
