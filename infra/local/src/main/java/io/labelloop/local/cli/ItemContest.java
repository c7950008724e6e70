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
import io.labelloop.learning.compare.SeedSetChoice;
import io.labelloop.local.LabeledPool;
import io.labelloop.local.LocalRegistries;
import io.labelloop.query.QueryStrategies;
import io.labelloop.query.QueryStrategy;
import io.labelloop.query.SeedSets;
import io.labelloop.query.SequenceStrategies;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A contest of strategies and trainers on items that have a class. */
final class ItemContest {
  private ItemContest() {}

  static Contest of(CampaignFile file, Contest.Choice choice, Protocol protocol) {
    CampaignSpec spec = file.spec();
    List<TrainerSpec> trainers = choice.trainersOf(spec, Learners.names());
    List<Arm> arms = arms(spec, choice);
    List<LabeledItem> labeled = LabeledPool.read(file.path(), spec);
    HoldOut split =
        choice.test().isPresent()
            ? new HoldOut(labeled, LabeledPool.readFile(choice.test().get().toAbsolutePath(), spec))
            : HoldOut.of(labeled, Contest.HELD_OUT, spec.seed());
    var contenders = new ArrayList<Contender>();
    Map<String, DoubleSupplier> ceilings = new LinkedHashMap<>();
    for (TrainerSpec trainer : trainers) {
      var experiment =
          new LearningCurveExperiment(
              Trainers.classLearner(trainer),
              spec.task().labels(),
              split.pool(),
              split.test(),
              protocol);
      fitting(arms, trainer, choice)
          .forEach(arm -> contenders.add(experiment.contender(arm, trainer.inWords())));
      ceilings.put(trainer.inWords(), experiment::accuracyWithAllLabels);
    }
    return new Contest(contenders, split.test().size(), ceilings);
  }

  /** Leaves out what {@code all} stands for and does not fit; refuses what was named. */
  private static List<Arm> fitting(List<Arm> arms, TrainerSpec trainer, Contest.Choice choice) {
    TrainerFit fit = LocalRegistries.KNOWN_NAMES.fit();
    List<Arm> misfits =
        arms.stream().filter(arm -> !fit.fits(trainer, StrategySpec.named(arm.name()))).toList();
    if (!misfits.isEmpty() && !choice.strategies().contains(Contest.Choice.ALL)) {
      throw new WrongInputException(
          "--strategies: "
              + misfits.stream().map(Arm::name).collect(Collectors.joining(", "))
              + " is for linear models, but the trainer "
              + trainer.inWords()
              + " makes others; "
              + String.join(" and ", fit.linear().stream().sorted().toList())
              + " make linear ones");
    }
    return arms.stream().filter(arm -> !misfits.contains(arm)).toList();
  }

  private static List<Arm> arms(CampaignSpec spec, Contest.Choice choice) {
    List<String> names = Contest.strategies(choice.strategies(), QueryStrategies.names());
    List<String> foreign =
        names.stream()
            .filter(name -> !QueryStrategies.names().contains(name))
            .filter(SequenceStrategies.names()::contains)
            .toList();
    if (!foreign.isEmpty()) {
      throw new WrongInputException(
          "--strategies: "
              + String.join(", ", foreign)
              + " ranks sentences, and these are items"
              + " with a class; there are "
              + String.join(", ", QueryStrategies.names()));
    }
    Contest.requireKnown(
        "--strategies",
        "strategy",
        names,
        Stream.concat(QueryStrategies.names().stream(), Stream.of(Contest.Choice.CAMPAIGN))
            .toList());
    choice
        .seedSet()
        .ifPresent(
            first ->
                Contest.requireKnown("--seed-set", "seed set", List.of(first), SeedSets.names()));
    // one choice for all that begin alike: it is made once for each seed
    Map<String, SeedSetChoice> choices = new HashMap<>();
    var arms = new ArrayList<Arm>();
    for (String name : names) {
      String first =
          choice
              .seedSet()
              .orElse(name.equals(Arm.BASELINE) ? "random" : spec.query().seedSet().method());
      StrategySpec described =
          name.equals(Contest.Choice.CAMPAIGN) ? spec.query().strategy() : StrategySpec.named(name);
      QueryStrategy strategy = QueryStrategies.of(described);
      arms.add(
          new Arm(
              described.inWords(),
              choices.computeIfAbsent(
                  first, method -> SeedSetChoice.of(SeedSets.named(method).orElseThrow())),
              strategy));
    }
    return distinct(arms);
  }

  /** A campaign's own strategy may be one of the named. */
  private static List<Arm> distinct(List<Arm> arms) {
    Map<String, Arm> byName = new LinkedHashMap<>();
    arms.forEach(arm -> byName.putIfAbsent(arm.name(), arm));
    return List.copyOf(byName.values());
  }
}
