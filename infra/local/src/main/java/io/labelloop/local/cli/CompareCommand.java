package io.labelloop.local.cli;

import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.TaskType;
import io.labelloop.learning.compare.LearningCurve;
import io.labelloop.learning.compare.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
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
  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(
      paramLabel = "CAMPAIGN",
      description =
          "a campaign file with simulated annotators, whose 'truth' names the column with the label")
  private Path campaign = Path.of("campaign.json");

  @Option(
      names = "--strategies",
      paramLabel = "NAMES",
      defaultValue = "random,margin-cluster",
      description =
          "query strategies, separated by commas; 'all' for every one that has a name, 'campaign'"
              + " for the file's own; compositions in words, 'bandit(margin, entropy)', or as a"
              + " campaign file has them (default: ${DEFAULT-VALUE})")
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

  @Option(
      names = "--trainers",
      split = ",",
      paramLabel = "NAMES",
      description = "trainers, separated by commas (default: the campaign's)")
  private List<String> trainers = List.of();

  @Option(
      names = "--first-seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "the first of the seeds (default: ${DEFAULT-VALUE})")
  private long firstSeed;

  @Option(
      names = "--reach",
      paramLabel = "ACCURACY",
      description =
          "how many labels this accuracy takes, between 0 and 1 (default: the last of random)")
  private @Nullable Double reach;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "how many runs go on at the same time (default: as many as there are cores)")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() throws IOException {
    CampaignFile file = CampaignFile.read(campaign);
    CampaignSpec spec = file.spec();
    if (test != null && !Files.isRegularFile(test)) {
      throw new WrongInputException("--test: there is no file '" + test + "'");
    }
    if (reach != null && !(reach > 0 && reach <= 1)) {
      throw new WrongInputException(
          "--reach: an accuracy lies above 0 and is at most 1, but it was " + reach);
    }
    Protocol protocol;
    Contest contest;
    try {
      protocol = protocol(spec);
      contest =
          Contest.of(
              file,
              new Contest.Choice(
                  strategies, trainers, Optional.ofNullable(seedSet), Optional.ofNullable(test)),
              protocol);
    } catch (IllegalArgumentException wrong) {
      throw new WrongInputException(String.valueOf(wrong.getMessage()));
    }
    var bar = new ProgressBar(output.words(), OutputOptions.onTerminal(), InstantSource.system());
    List<LearningCurve> curves =
        contest.run(protocol, (done, total) -> bar.show(done, total, "models"));
    boolean sentences = spec.task().type() == TaskType.SEQUENCE;
    ComparisonResult result =
        ComparisonResult.of(
            curves,
            contest.tested(),
            contest.withAllLabels(),
            reach == null ? OptionalDouble.empty() : OptionalDouble.of(reach),
            plot.toString());
    output.words().println();
    ComparisonTable.print(result, sentences, output.words());
    Files.writeString(
        plot,
        LearningCurvePlot.of(
                String.valueOf(campaign.getFileName()), curves, result.trainers(), sentences)
            .toSvg());
    output.words().printf("%nThe curves are drawn in %s%n", plot);
    output.document(result);
    return ExitCode.DONE;
  }

  private Protocol protocol(CampaignSpec spec) {
    return new Protocol(
        spec.query().seedSet().size(),
        spec.query().batchSize(),
        batches,
        LongStream.range(firstSeed, firstSeed + seeds).boxed().toList(),
        threads);
  }
}
