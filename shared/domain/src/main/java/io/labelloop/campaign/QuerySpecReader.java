package io.labelloop.campaign;

/** Reads which items are asked about: the section {@code query}. */
final class QuerySpecReader {
  private QuerySpecReader() {}

  static QuerySpec read(FieldReader query, KnownNames names, TaskType task) {
    StrategySpec strategy = strategy(query, names, task);
    boolean perToken = query.flag("perToken", false);
    if (perToken && task != TaskType.SEQUENCE) {
      query.mistake("perToken", "is for tasks of the type 'sequence' only");
    }
    int batchSize = query.whole("batchSize", 50, 1, 10_000);
    double randomShare = query.number("randomShare", 0.1, 0, true, 1, true);
    FieldReader seedSet = query.object("seedSet");
    int size = seedSet.whole("size", batchSize, 1, 10_000);
    String method = seedSet.oneOf("method", "typical", names.seedSets());
    seedSet.refuseUnknown();
    query.refuseUnknown();
    return new QuerySpec(strategy, perToken, batchSize, randomShare, new SeedSetSpec(size, method));
  }

  private static StrategySpec strategy(FieldReader query, KnownNames names, TaskType task) {
    if (task == TaskType.SEQUENCE) {
      return TaskNames.refuse(
              query,
              "strategy",
              names.sequenceStrategies(),
              names.strategies(),
              TaskType.CLASSIFICATION)
          ? StrategySpec.named(names.sequenceStrategies().getFirst())
          : StrategySpecReader.ofSentences(query, names);
    }
    boolean foreign =
        TaskNames.refuse(
            query, "strategy", names.strategies(), names.sequenceStrategies(), TaskType.SEQUENCE);
    return foreign
        ? StrategySpec.named(names.strategies().getFirst())
        : StrategySpecReader.read(query, names);
  }
}
