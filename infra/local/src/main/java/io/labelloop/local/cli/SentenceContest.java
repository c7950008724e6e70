package io.labelloop.local.cli;

import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.TrainerSpec;
import io.labelloop.learning.Trainers;
import io.labelloop.learning.compare.Contender;
import io.labelloop.learning.compare.Protocol;
import io.labelloop.learning.compare.SequenceExperiment;
import io.labelloop.local.LabeledPool;
import io.labelloop.pool.SeededOrder;
import io.labelloop.query.QueryStrategies;
import io.labelloop.query.SequenceStrategies;
import io.labelloop.sequence.TaggedSentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** A contest of strategies and trainers on sentences with tagged entities. */
final class SentenceContest {
  private SentenceContest() {}

  static Contest of(CampaignFile file, Contest.Choice choice, Protocol protocol) {
    CampaignSpec spec = file.spec();
    List<SequenceExperiment.Strategy> strategies = strategies(spec, choice);
    List<String> trainers =
        choice.trainersOf(spec, Trainers.sequenceNames()).stream()
            .map(TrainerSpec::inWords)
            .toList();
    List<TaggedSentence> pool = LabeledPool.readSentences(file.path(), spec);
    List<TaggedSentence> held;
    if (choice.test().isPresent()) {
      held = LabeledPool.readSentencesOfFile(choice.test().get().toAbsolutePath(), spec);
    } else {
      List<TaggedSentence> sorted =
          pool.stream()
              .sorted(
                  Comparator.comparing(
                      TaggedSentence::id, new SeededOrder(spec.seed(), "held-out")))
              .toList();
      int tested = (int) Math.round(Contest.HELD_OUT * sorted.size());
      held = sorted.subList(0, tested);
      pool = sorted.subList(tested, sorted.size());
    }
    var contenders = new ArrayList<Contender>();
    Map<String, DoubleSupplier> ceilings = new LinkedHashMap<>();
    for (String trainer : trainers) {
      var experiment =
          new SequenceExperiment(
              Trainers.sequenceLearner(trainer).orElseThrow(),
              spec.task().tags(),
              pool,
              held,
              protocol);
      strategies.forEach(strategy -> contenders.add(experiment.contender(strategy)));
      ceilings.put(trainer, experiment::f1WithAllLabels);
    }
    return new Contest(contenders, held.size(), ceilings);
  }

  private static List<SequenceExperiment.Strategy> strategies(
      CampaignSpec spec, Contest.Choice choice) {
    if (choice.seedSet().isPresent() && !choice.seedSet().get().equals("random")) {
      throw new WrongInputException(
          "--seed-set: sequence strategies are compared from the same uniformly drawn sentences;"
              + " leave it out or say random, but it was '"
              + choice.seedSet().get()
              + "'");
    }
    List<String> names =
        Contest.strategies(choice.strategies(), SequenceStrategies.names()).stream()
            .map(
                name ->
                    name.equals(Contest.Choice.CAMPAIGN) ? spec.query().strategy().type() : name)
            .distinct()
            .toList();
    List<String> foreign =
        names.stream()
            .filter(name -> !SequenceStrategies.names().contains(name))
            .filter(QueryStrategies.names()::contains)
            .toList();
    if (!foreign.isEmpty()) {
      throw new WrongInputException(
          "--strategies: "
              + String.join(", ", foreign)
              + " chooses items by one class or one vector each, which sentences do not have; there"
              + " are "
              + String.join(", ", SequenceStrategies.names()));
    }
    Contest.requireKnown(
        "--strategies", "strategy for sequences", names, SequenceStrategies.names());
    return names.stream()
        .map(
            name ->
                new SequenceExperiment.Strategy(
                    name, SequenceStrategies.named(name, spec.query().perToken()).orElseThrow()))
        .toList();
  }
}
