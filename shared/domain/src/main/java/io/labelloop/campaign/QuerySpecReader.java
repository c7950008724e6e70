package io.labelloop.campaign;

/** Reads which items are asked about: the section {@code query}. */
final class QuerySpecReader {
  private QuerySpecReader() {}

  static QuerySpec read(FieldReader query, KnownNames names) {
    StrategySpec strategy = StrategySpecReader.read(query, names);
    int batchSize = query.whole("batchSize", 50, 1, 10_000);
    double randomShare = query.number("randomShare", 0.1, 0, true, 1, true);
    FieldReader seedSet = query.object("seedSet");
    int size = seedSet.whole("size", batchSize, 1, 10_000);
    String method = seedSet.oneOf("method", "typical", names.seedSets());
    seedSet.refuseUnknown();
    query.refuseUnknown();
    return new QuerySpec(strategy, batchSize, randomShare, new SeedSetSpec(size, method));
  }
}
