package io.labelloop.local.cli;

import io.labelloop.campaign.CampaignSpec;
import io.labelloop.campaign.TaskType;
import io.labelloop.campaign.TrainerSpec;
import io.labelloop.learning.compare.Comparison;
import io.labelloop.learning.compare.Contender;
import io.labelloop.learning.compare.LearningCurve;
import io.labelloop.learning.compare.Protocol;
import io.labelloop.local.LocalRegistries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/**
 * Every strategy with every trainer on one labelled pool, ready to be run.
 *
 * @param contenders the rows, trainer by trainer
 * @param tested the number of items or sentences that every model is tested on
 * @param ceilings for each trainer, what it reaches with all labels
 */
record Contest(List<Contender> contenders, int tested, Map<String, DoubleSupplier> ceilings) {
  /** The share of the pool that is held out where there is no file to test on. */
  static final double HELD_OUT = 0.25;

  /**
   * What a person asked to compare.
   *
   * @param strategies as {@link AskedStrategies} reads them
   * @param trainers names or {@code campaign}; empty for the campaign's
   * @param seedSet how every strategy begins; empty for the campaign's way
   */
  record Choice(
      List<String> strategies,
      List<String> trainers,
      Optional<String> seedSet,
      Optional<Path> test) {
    /** Stands for the strategy or the trainer that the campaign file describes, composed or not. */
    static final String CAMPAIGN = "campaign";

    /**
     * The trainers that were asked for.
     *
     * @throws WrongInputException naming every one that is unknown or cannot be used here
     */
    List<TrainerSpec> trainersOf(CampaignSpec spec, List<String> known) {
      if (trainers.isEmpty()) {
        return List.of(spec.model().trainer());
      }
      requireKnown(
          "--trainers",
          "trainer",
          trainers,
          Stream.concat(known.stream(), Stream.of(CAMPAIGN)).toList());
      for (String name : trainers) {
        String why = LocalRegistries.KNOWN_NAMES.fit().unavailable().get(name);
        if (why != null) {
          throw new WrongInputException("--trainers: '" + name + "' cannot be used here: " + why);
        }
      }
      return trainers.stream()
          .map(name -> name.equals(CAMPAIGN) ? spec.model().trainer() : TrainerSpec.named(name))
          .distinct()
          .toList();
    }
  }

  Contest {
    contenders = List.copyOf(contenders);
  }

  /**
   * Reads the pool and the test of a campaign file.
   *
   * @throws WrongInputException naming every wrong name, with the nearest right ones
   */
  static Contest of(CampaignFile file, Choice choice, Protocol protocol) {
    return file.spec().task().type() == TaskType.SEQUENCE
        ? SentenceContest.of(file, choice, protocol)
        : ItemContest.of(file, choice, protocol);
  }

  List<LearningCurve> run(Protocol protocol, Comparison.Progress progress) {
    return Comparison.run(contenders, protocol.seeds(), protocol.threads(), progress);
  }

  /** For each trainer what it reaches with all labels. */
  Map<String, Double> withAllLabels() {
    var reached = new LinkedHashMap<String, Double>();
    ceilings.forEach((trainer, ceiling) -> reached.put(trainer, ceiling.getAsDouble()));
    return reached;
  }

  /** Refuses names that do not exist, all at once. */
  static void requireKnown(String option, String kind, List<String> asked, List<String> known) {
    var wrong = new ArrayList<String>();
    for (String name : asked) {
      if (!known.contains(name)) {
        wrong.add(
            option
                + ": there is no "
                + kind
                + " '"
                + name
                + "'"
                + io.labelloop.campaign.NearestName.of(name, known)
                    .map(near -> ", did you mean '" + near + "'?")
                    .orElse("")
                + "; there are "
                + String.join(", ", known));
      }
    }
    if (!wrong.isEmpty()) {
      throw new WrongInputException(String.join("\n", wrong));
    }
  }
}
