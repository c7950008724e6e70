package io.labelloop.query;

import java.util.List;
import java.util.Optional;

/** The ways of choosing the first items that a campaign can name. */
public final class SeedSets {
  private static final List<SeedSet> ALL =
      List.of(ClusteredSeedSet.typical(), ClusteredSeedSet.kMeans(), new RandomSeedSet());

  private SeedSets() {}

  /** The names, the default first. */
  public static List<String> names() {
    return ALL.stream().map(SeedSet::name).toList();
  }

  /** The seed set of a name, or nothing if there is none. */
  public static Optional<SeedSet> named(String name) {
    return ALL.stream().filter(seedSet -> seedSet.name().equals(name)).findFirst();
  }
}
