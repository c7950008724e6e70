package io.labelloop.quality;

import io.labelloop.learning.LogisticRegressionLearner;
import io.labelloop.learning.compare.Arm;
import io.labelloop.learning.compare.HoldOut;
import io.labelloop.learning.compare.LearningCurve;
import io.labelloop.learning.compare.LearningCurveExperiment;
import io.labelloop.learning.compare.Protocol;
import io.labelloop.learning.compare.SeedSetChoice;
import io.labelloop.query.QueryStrategies;
import io.labelloop.query.SeedSets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Prints the rows of docs/benchmarks/learning-curves.md.
 *
 * <p>Arguments: a data set ({@code trec}, {@code subj}, {@code sms}, {@code digits} or {@code
 * pendigits}), the size of the seed set and of a batch, the number of rounds, the first seed, the
 * number of seeds, and arms, each a strategy with the name of its seed set after a slash ({@code
 * margin-cluster/typical}).
 */
final class LearningCurveTable {
  private LearningCurveTable() {}

  public static void main(String[] arguments) throws IOException {
    int batch = Integer.parseInt(arguments[1]);
    long firstSeed = Long.parseLong(arguments[3]);
    List<Long> seeds =
        LongStream.range(firstSeed, firstSeed + Long.parseLong(arguments[4])).boxed().toList();
    RealData data = data(arguments[0]);
    HoldOut split =
        arguments[0].equals("trec")
            ? new HoldOut(data.items(), RealData.texts("text/trec.test.jsonl").items())
            : HoldOut.of(data.items(), .25, 7);
    LearningCurveExperiment experiment =
        new LearningCurveExperiment(
            new LogisticRegressionLearner(),
            data.classes(),
            split.pool(),
            split.test(),
            new Protocol(batch, batch, Integer.parseInt(arguments[2]), seeds, 2));
    List<Arm> arms = new ArrayList<>();
    for (String argument : List.of(arguments).subList(5, arguments.length)) {
      String[] names = argument.split("/", 2);
      arms.add(
          new Arm(
              argument.equals("random/random") ? Arm.BASELINE : argument,
              SeedSetChoice.of(SeedSets.named(names[1]).orElseThrow()),
              QueryStrategies.named(names[0]).orElseThrow()));
    }
    System.out.printf(
        Locale.ROOT,
        "%s: pool %d, test %d, accuracy with all labels %.3f%n",
        arguments[0],
        split.pool().size(),
        split.test().size(),
        experiment.accuracyWithAllLabels());
    for (LearningCurve curve : experiment.run(arms, (done, total) -> {})) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %.3f (%.3f) | %s | %.1f |%n",
          arguments[0],
          curve.name(),
          curve.aulc().mean(),
          curve.aulc().sd() / Math.sqrt(seeds.size()),
          curve.labelSaving().isPresent()
              ? String.format(Locale.ROOT, "%.2f", curve.labelSaving().getAsDouble())
              : "-",
          curve.seconds() / seeds.size());
    }
  }

  private static RealData data(String name) throws IOException {
    return switch (name) {
      case "trec" -> RealData.texts("text/trec.train.jsonl");
      case "digits" -> RealData.columns("images/digits.csv");
      case "pendigits" -> RealData.columns("tabular/pendigits.csv");
      default -> RealData.texts("text/" + name + ".jsonl");
    };
  }
}
