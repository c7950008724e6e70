package io.labelloop.local.cli;

import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.TaskType;
import io.labelloop.learning.Learners;
import io.labelloop.learning.Trainers;
import io.labelloop.learning.compare.Arm;
import io.labelloop.learning.compare.HoldOut;
import io.labelloop.learning.compare.LabeledItem;
import io.labelloop.learning.compare.LearningCurve;
import io.labelloop.learning.compare.LearningCurveExperiment;
import io.labelloop.learning.compare.Protocol;
import io.labelloop.learning.compare.SeedSetChoice;
import io.labelloop.learning.compare.SequenceExperiment;
import io.labelloop.local.LabeledPool;
import io.labelloop.pool.SeededOrder;
import io.labelloop.query.QueryStrategies;
import io.labelloop.query.SeedSets;
import io.labelloop.query.SequenceAcquisition;
import io.labelloop.query.SequenceStrategies;
import io.labelloop.sequence.TaggedSentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures learning curves of strategies on a labelled pool. */
@Command(
    name = "compare",
    description = "Measures learning curves of strategies on a labelled pool.",
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
  private static final double HELD_OUT = 0.25;

  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(
      paramLabel = "CAMPAIGN",
      description =
          "a campaign file with simulated annotators, whose 'truth' names the column with the label")
  private Path campaign = Path.of("campaign.json");

  @Option(
      names = "--strategies",
      split = ",",
      paramLabel = "NAMES",
      defaultValue = "random,margin-cluster",
      description = "query strategies, separated by commas (default: ${DEFAULT-VALUE})")
  private List<String> strategies = List.of();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "how often each is repeated (default: ${DEFAULT-VALUE})")
  private int seeds = 5;

  @Option(
      names = "--test",
      paramLabel = "FILE",
      description = "labelled items to test on (default: a quarter of the pool, held out)")
  private @Nullable Path test;

  @Option(
      names = "--seed-set",
      paramLabel = "NAME",
      description =
          "how the first items are chosen (default: the campaign's; random for the strategy random)")
  private @Nullable String seedSet;

  @Option(
      names = "--batches",
      paramLabel = "N",
      defaultValue = "20",
      description = "batches after the seed set (default: ${DEFAULT-VALUE})")
  private int batches = 20;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      defaultValue = "learning-curves.svg",
      description = "writes the curves as SVG (default: ${DEFAULT-VALUE})")
  private Path plot = Path.of("learning-curves.svg");

  /** What {@code --json} prints. */
  record Result(List<Strategy> strategies, int test, double accuracyWithAllLabels, String plot) {}

  /** One strategy's curve. */
  record Strategy(
      String name,
      Aulc aulc,
      List<CurvePoint> curve,
      Optional<Double> labelSaving,
      double seconds) {}

  /** The area under the learning curve, over the seeds. */
  record Aulc(double mean, double sd) {}

  /**
   * Mean accuracy and its standard deviation over the seeds, after so many labels; in a sequence
   * task entity F1 after so many tokens shown.
   */
  record CurvePoint(int labels, double accuracy, double sd) {}

  /** What was measured, whatever the task. */
  private record Measured(List<LearningCurve> curves, int tested, double all) {}

  @Override
  public Integer call() throws IOException {
    CampaignFile file = CampaignFile.read(campaign);
    CampaignSpec spec = file.spec();
    if (test != null && !Files.isRegularFile(test)) {
      throw new WrongInputException("--test: there is no file '" + test + "'");
    }
    boolean sentences = spec.task().type() == TaskType.SEQUENCE;
    Measured measured;
    try {
      measured = sentences ? compareTaggers(file, spec) : compareClassifiers(file, spec);
    } catch (IllegalArgumentException wrong) {
      throw new WrongInputException(String.valueOf(wrong.getMessage()));
    }
    output.words().println();
    print(measured, sentences);
    Files.writeString(
        plot,
        LearningCurvePlot.of(
                String.valueOf(campaign.getFileName()),
                measured.curves(),
                measured.all(),
                sentences)
            .toSvg());
    output.words().printf("%nThe curves are drawn in %s%n", plot);
    output.document(
        new Result(
            measured.curves().stream().map(CompareCommand::strategy).toList(),
            measured.tested(),
            measured.all(),
            plot.toString()));
    return ExitCode.DONE;
  }

  private Measured compareClassifiers(CampaignFile file, CampaignSpec spec) {
    List<Arm> arms = arms(spec);
    List<LabeledItem> pool = LabeledPool.read(file.path(), spec);
    List<LabeledItem> held;
    if (test == null) {
      HoldOut split = HoldOut.of(pool, HELD_OUT, spec.seed());
      pool = split.pool();
      held = split.test();
    } else {
      held = LabeledPool.readFile(test.toAbsolutePath(), spec);
    }
    var experiment =
        new LearningCurveExperiment(
            Learners.named(spec.model().trainer()).orElseThrow(),
            spec.task().labels(),
            pool,
            held,
            protocol(spec));
    return new Measured(
        experiment.run(arms, this::showProgress), held.size(), experiment.accuracyWithAllLabels());
  }

  private Measured compareTaggers(CampaignFile file, CampaignSpec spec) {
    List<SequenceExperiment.Strategy> named = sequenceStrategies(spec);
    List<TaggedSentence> pool = LabeledPool.readSentences(file.path(), spec);
    List<TaggedSentence> held;
    if (test == null) {
      var order = new SeededOrder(spec.seed(), "held-out");
      List<TaggedSentence> sorted =
          pool.stream().sorted(Comparator.comparing(TaggedSentence::id, order)).toList();
      int tested = (int) Math.round(HELD_OUT * sorted.size());
      held = sorted.subList(0, tested);
      pool = sorted.subList(tested, sorted.size());
    } else {
      held = LabeledPool.readSentencesOfFile(test.toAbsolutePath(), spec);
    }
    var experiment =
        new SequenceExperiment(
            Trainers.sequenceLearner(spec.model().trainer()).orElseThrow(),
            spec.task().tags(),
            pool,
            held,
            protocol(spec));
    return new Measured(
        experiment.run(named, this::showProgress), held.size(), experiment.f1WithAllLabels());
  }

  private Protocol protocol(CampaignSpec spec) {
    return new Protocol(
        spec.query().seedSet().size(),
        spec.query().batchSize(),
        batches,
        LongStream.range(0, seeds).boxed().toList(),
        Runtime.getRuntime().availableProcessors());
  }

  private List<SequenceExperiment.Strategy> sequenceStrategies(CampaignSpec spec) {
    if (seedSet != null && !seedSet.equals("random")) {
      throw new WrongInputException(
          "--seed-set: sequence strategies are compared from the same uniformly drawn sentences;"
              + " leave it out or say random, but it was '"
              + seedSet
              + "'");
    }
    var named = new ArrayList<SequenceExperiment.Strategy>();
    for (String name : strategies) {
      SequenceAcquisition acquisition =
          SequenceStrategies.named(name, spec.query().perToken())
              .orElseThrow(
                  () ->
                      new WrongInputException(
                          "--strategies: there is no strategy '"
                              + name
                              + "' for sequences; there are "
                              + SequenceStrategies.names()));
      named.add(new SequenceExperiment.Strategy(name, acquisition));
    }
    return named;
  }

  private List<Arm> arms(CampaignSpec spec) {
    var arms = new ArrayList<Arm>();
    for (String name : strategies) {
      if (!QueryStrategies.names().contains(name)) {
        throw new WrongInputException(
            "--strategies: there is no strategy '"
                + name
                + "'; there are "
                + QueryStrategies.names());
      }
      String first =
          Optional.ofNullable(seedSet)
              .orElse(name.equals(Arm.BASELINE) ? "random" : spec.query().seedSet().method());
      if (!SeedSets.names().contains(first)) {
        throw new WrongInputException(
            "--seed-set: there is no seed set '" + first + "'; there are " + SeedSets.names());
      }
      arms.add(
          new Arm(
              name,
              SeedSetChoice.of(SeedSets.named(first).orElseThrow()),
              QueryStrategies.named(name).orElseThrow()));
    }
    return arms;
  }

  private void showProgress(int done, int total) {
    if (OutputOptions.onTerminal()) {
      output.words().printf("\r%d of %d models trained", done, total);
      output.words().flush();
    }
  }

  private void print(Measured measured, boolean sentences) {
    output
        .words()
        .printf(
            Locale.ROOT,
            "%d seeds, %,d test %s, %s with all labels %.3f%n%s%n%-22s %14s %12s %10s%n",
            seeds,
            measured.tested(),
            sentences ? "sentences" : "items",
            sentences ? "entity F1" : "accuracy",
            measured.all(),
            sentences ? "labels are tokens shown\n" : "",
            "strategy",
            sentences ? "area of F1 (sd)" : "AULC (sd)",
            "last",
            "saving");
    for (LearningCurve curve : measured.curves()) {
      output
          .words()
          .printf(
              Locale.ROOT,
              "%-22s %.3f (%.3f) %6d: %.3f %10s%n",
              curve.name(),
              curve.aulc().mean(),
              curve.aulc().sd(),
              curve.points().getLast().labels(),
              curve.points().getLast().accuracy(),
              curve.labelSaving().isPresent()
                  ? String.format(Locale.ROOT, "%.2f x", curve.labelSaving().getAsDouble())
                  : "-");
    }
  }

  private static Strategy strategy(LearningCurve curve) {
    OptionalDouble saving = curve.labelSaving();
    return new Strategy(
        curve.name(),
        new Aulc(curve.aulc().mean(), curve.aulc().sd()),
        curve.points().stream()
            .map(point -> new CurvePoint(point.labels(), point.accuracy(), point.sd()))
            .toList(),
        saving.isPresent() ? Optional.of(saving.getAsDouble()) : Optional.empty(),
        curve.seconds());
  }
}
