package io.labelloop.local.cli;

import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.StrategySpec;
import io.labelloop.campaign.TrainerFit;
import io.labelloop.campaign.TrainerSpec;
import io.labelloop.learning.Learners;
import io.labelloop.learning.Trainers;
import io.labelloop.learning.compare.Arm;
import io.labelloop.learning.compare.Contender;
import io.labelloop.learning.compare.HoldOut;
import io.labelloop.learning.compare.LabeledItem;
import io.labelloop.learning.compare.LearningCurveExperiment;
import io.labelloop.learning.compare.Protocol;
import io.labelloop.learning.compare.RoundStrategy;
import io.labelloop.learning.compare.SeedSetChoice;
import io.labelloop.local.LabeledPool;
import io.labelloop.local.LocalRegistries;
import io.labelloop.model.Learner;
import io.labelloop.model.RoundTraining;
import io.labelloop.pool.Item;
import io.labelloop.query.QueryStrategies;
import io.labelloop.query.SeedSets;
import io.labelloop.query.SequenceStrategies;
import io.labelloop.workflow.step.InvalidCampaignException;
import io.labelloop.workflow.step.StartModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A contest of strategies and trainers on items that have a class. */
final class ItemContest {
  private ItemContest() {}

  /** A strategy and how it begins. */
  private record Asked(StrategySpec strategy, SeedSetChoice seedSet) {}

  static Contest of(CampaignFile file, Contest.Choice choice, Protocol protocol) {
    CampaignSpec spec = file.spec();
    List<TrainerSpec> trainers = choice.trainersOf(spec, Learners.names());
    refuseUnadaptable(spec, trainers);
    List<Asked> asked = asked(file, choice);
    StartModel.Reading start = LabeledPool.startModel(file.path(), spec);
    if (!start.mistakes().isEmpty()) {
      throw new InvalidCampaignException(file.path().toString(), start.mistakes());
    }
    List<LabeledItem> labeled = LabeledPool.read(file.path(), spec);
    HoldOut split =
        choice.test().isPresent()
            ? new HoldOut(labeled, LabeledPool.readFile(choice.test().get().toAbsolutePath(), spec))
            : HoldOut.of(labeled, Contest.HELD_OUT, spec.seed());
    start
        .stored()
        .ifPresent(earlier -> StartModel.refuseLearned(earlier.items(), tests(spec, asked, split)));
    var contenders = new ArrayList<Contender>();
    Map<String, DoubleSupplier> ceilings = new LinkedHashMap<>();
    for (TrainerSpec trainer : trainers) {
      var experiment =
          new LearningCurveExperiment(
              training(spec, trainer, start),
              spec.task().labels(),
              split.pool(),
              split.test(),
              protocol);
      for (Asked one : fitting(asked, trainer, choice)) {
        contenders.add(experiment.contender(arm(spec, one), trainer.inWords()));
      }
      ceilings.put(trainer.inWords(), experiment::accuracyWithAllLabels);
    }
    return new Contest(contenders, split.test().size(), ceilings);
  }

  /** How the campaign's rounds would train with this trainer. */
  private static RoundTraining training(
      CampaignSpec spec, TrainerSpec trainer, StartModel.Reading start) {
    Learner learner = Trainers.classLearner(trainer);
    return new RoundTraining(
        start
            .stored()
            .map(earlier -> earlier.prior(learner, spec.task().labels()).orElseThrow())
            .orElse(learner),
        spec.model().search(),
        spec.model().selfTraining().isPresent());
  }

  private static Arm arm(CampaignSpec spec, Asked asked) {
    StrategySpec strategy = asked.strategy();
    return new Arm(
        strategy.inWords(),
        asked.seedSet(),
        strategy.isBandit()
            ? RoundStrategy.bandit(strategy.of().stream().map(QueryStrategies::of).toList())
            : RoundStrategy.always(QueryStrategies.of(strategy)),
        spec.validationItems(strategy));
  }

  /** What must be new to an earlier model: what is tested on, and what validation may draw. */
  private static List<Item> tests(CampaignSpec spec, List<Asked> asked, HoldOut split) {
    boolean validates = asked.stream().anyMatch(one -> spec.validationItems(one.strategy()) > 0);
    return Stream.concat(
            split.test().stream(), validates ? split.pool().stream() : Stream.<LabeledItem>of())
        .map(LabeledItem::item)
        .toList();
  }

  /** Refuses trainers that cannot do what the campaign file's model section asks for. */
  private static void refuseUnadaptable(CampaignSpec spec, List<TrainerSpec> trainers) {
    String field =
        spec.model().startFrom().isPresent()
            ? "/model/startFrom"
            : spec.model().selfTraining().isPresent() ? "/model/selfTraining" : "";
    Set<String> adaptable = LocalRegistries.KNOWN_NAMES.fit().adaptable();
    List<String> others =
        trainers.stream()
            .filter(
                trainer -> trainer.isCommittee() || !adaptable.contains(trainer.names().getFirst()))
            .map(TrainerSpec::inWords)
            .toList();
    if (!field.isEmpty() && !others.isEmpty()) {
      throw new WrongInputException(
          "--trainers: "
              + String.join(", ", others)
              + " cannot do what "
              + field
              + " of the campaign file asks for, which "
              + String.join(" and ", adaptable.stream().sorted().toList())
              + " can; leave it out, or take the field out of the file");
    }
  }

  /** Leaves out what {@code all} stands for and does not fit; refuses what was named. */
  private static List<Asked> fitting(
      List<Asked> asked, TrainerSpec trainer, Contest.Choice choice) {
    TrainerFit fit = LocalRegistries.KNOWN_NAMES.fit();
    List<Asked> misfits = asked.stream().filter(one -> !fit.fits(trainer, one.strategy())).toList();
    if (!misfits.isEmpty() && !choice.strategies().contains(AskedStrategies.ALL)) {
      throw new WrongInputException(
          "--strategies: "
              + misfits.stream()
                  .map(one -> one.strategy().inWords())
                  .collect(Collectors.joining(", "))
              + " is for linear models, but the trainer "
              + trainer.inWords()
              + " makes others; "
              + String.join(" and ", fit.linear().stream().sorted().toList())
              + " make linear ones");
    }
    return asked.stream().filter(one -> !misfits.contains(one)).toList();
  }

  private static List<Asked> asked(CampaignFile file, Contest.Choice choice) {
    List<StrategySpec> strategies =
        AskedStrategies.read(
            choice.strategies(),
            file,
            new AskedStrategies.Names(
                "strategy",
                QueryStrategies.names(),
                SequenceStrategies.names(),
                "ranks sentences, and these are items with a class"));
    choice
        .seedSet()
        .ifPresent(
            first ->
                Contest.requireKnown("--seed-set", "seed set", List.of(first), SeedSets.names()));
    // one choice for all that begin alike: it is made once for each seed
    Map<String, SeedSetChoice> choices = new HashMap<>();
    var asked = new ArrayList<Asked>();
    for (StrategySpec strategy : strategies) {
      String first =
          choice
              .seedSet()
              .orElse(
                  strategy.type().equals(Arm.BASELINE)
                      ? "random"
                      : file.spec().query().seedSet().method());
      asked.add(
          new Asked(
              strategy,
              choices.computeIfAbsent(
                  first, method -> SeedSetChoice.of(SeedSets.named(method).orElseThrow()))));
    }
    return asked;
  }
}
