package io.labelloop.query;

import io.labelloop.pool.SeededOrder;
import java.util.Comparator;
import java.util.List;

/** Orders candidates by falling acquisition score, and equal ones by a seeded order. */
record Ranking(AcquisitionFunction acquisition, SeededOrder ties) {
  static Ranking by(AcquisitionFunction acquisition, SeededOrder ties) {
    return new Ranking(acquisition, ties);
  }

  private record Scored(Candidate candidate, double score) {}

  List<Candidate> best(List<Candidate> candidates, int count) {
    return candidates.stream()
        .map(candidate -> new Scored(candidate, acquisition.score(candidate)))
        .sorted(
            Comparator.comparingDouble(Scored::score)
                .reversed()
                .thenComparing(scored -> scored.candidate().id(), ties))
        .limit(count)
        .map(Scored::candidate)
        .toList();
  }
}
