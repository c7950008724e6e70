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
import io.labelloop.query.SequenceStrategy;
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
    List<SequenceStrategy> strategies = strategies(file, choice);
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

  private static List<SequenceStrategy> strategies(CampaignFile file, Contest.Choice choice) {
    if (choice.seedSet().isPresent() && !choice.seedSet().get().equals("random")) {
      throw new WrongInputException(
          "--seed-set: sequence strategies are compared from the same uniformly drawn sentences;"
              + " leave it out or say random, but it was '"
              + choice.seedSet().get()
              + "'");
    }
    return AskedStrategies.read(
            choice.strategies(),
            file,
            new AskedStrategies.Names(
                "strategy for sequences",
                SequenceStrategies.names(),
                QueryStrategies.names(),
                "chooses items by one class or one vector each, which sentences do not have"))
        .stream()
        .map(strategy -> SequenceStrategies.of(strategy, file.spec().query().perToken()))
        .toList();
  }
}
