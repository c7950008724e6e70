package io.labelloop.sequence;

import io.labelloop.sequence.TagTransitions.LogWeight;
import java.util.ArrayList;
import java.util.List;

/** The distribution over all valid tag sequences of a short sentence, by trying every one. */
final class AllPaths {
  private final List<TagDistribution.Scored> paths = new ArrayList<>();

  AllPaths(int tags, int length, LogWeight weight, double[][] emissions, int order) {
    extend(new int[length], 0, tags, 0, weight, emissions, order);
    double total = paths.stream().mapToDouble(TagDistribution.Scored::probability).sum();
    paths.replaceAll(
        path -> new TagDistribution.Scored(path.tags(), path.logProbability() - Math.log(total)));
    paths.sort((l, r) -> Double.compare(r.logProbability(), l.logProbability()));
  }

  private void extend(
      int[] path,
      int token,
      int tags,
      double score,
      LogWeight weight,
      double[][] emissions,
      int order) {
    if (token == path.length) {
      paths.add(new TagDistribution.Scored(TagSequence.of(path), score));
      return;
    }
    int previous = token == 0 ? LogWeight.NONE : path[token - 1];
    int beforePrevious = order == 1 || token < 2 ? LogWeight.NONE : path[token - 2];
    for (int tag = 0; tag < tags; tag++) {
      if (TagSet.mayFollow(Math.max(previous, 0), tag)) {
        path[token] = tag;
        extend(
            path,
            token + 1,
            tags,
            score + weight.of(beforePrevious, previous, tag) + emissions[token][tag],
            weight,
            emissions,
            order);
      }
    }
  }

  /** All paths, the most probable first. */
  List<TagDistribution.Scored> paths() {
    return paths;
  }

  double entropy() {
    return paths.stream().mapToDouble(path -> -path.probability() * path.logProbability()).sum();
  }

  double marginal(int token, int tag) {
    return paths.stream()
        .filter(path -> path.tags().tag(token) == tag)
        .mapToDouble(TagDistribution.Scored::probability)
        .sum();
  }
}
