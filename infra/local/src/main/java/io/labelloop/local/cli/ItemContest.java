package io.labelloop.local.cli;

import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.StrategySpec;
import io.labelloop.learning.Learners;
import io.labelloop.learning.compare.Arm;
import io.labelloop.learning.compare.Contender;
import io.labelloop.learning.compare.HoldOut;
import io.labelloop.learning.compare.LabeledItem;
import io.labelloop.learning.compare.LearningCurveExperiment;
import io.labelloop.learning.compare.Protocol;
import io.labelloop.learning.compare.SeedSetChoice;
import io.labelloop.local.LabeledPool;
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
import java.util.stream.Stream;

/** A contest of strategies and trainers on items that have a class. */
final class ItemContest {
  private ItemContest() {}

  static Contest of(CampaignFile file, Contest.Choice choice, Protocol protocol) {
    CampaignSpec spec = file.spec();
    List<Arm> arms = arms(spec, choice);
    List<String> trainers = choice.trainersOf(spec);
    Contest.requireKnown("--trainers", "trainer", trainers, Learners.names());
    List<LabeledItem> labeled = LabeledPool.read(file.path(), spec);
    HoldOut split =
        choice.test().isPresent()
            ? new HoldOut(labeled, LabeledPool.readFile(choice.test().get().toAbsolutePath(), spec))
            : HoldOut.of(labeled, Contest.HELD_OUT, spec.seed());
    var contenders = new ArrayList<Contender>();
    Map<String, DoubleSupplier> ceilings = new LinkedHashMap<>();
    for (String trainer : trainers) {
      var experiment =
          new LearningCurveExperiment(
              Learners.named(trainer).orElseThrow(),
              spec.task().labels(),
              split.pool(),
              split.test(),
              protocol);
      arms.forEach(arm -> contenders.add(experiment.contender(arm, trainer)));
      ceilings.put(trainer, experiment::accuracyWithAllLabels);
    }
    return new Contest(contenders, split.test().size(), ceilings);
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
