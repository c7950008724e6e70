package io.labelloop.workflow.cockpit;

import io.labelloop.budget.Money;
import io.labelloop.stopping.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a campaign stands, for somebody who watches it.
 *
 * @param prefix the folder of {@code campaign.json}, with a slash at its end
 * @param name the campaign's id
 * @param execution the name of the execution that claimed it; empty before
 * @param outcome how it ended, or that it runs
 * @param course what people ordered of it
 * @param doing what it does or waits for, in words; of one that failed, why
 * @param simulated whether its annotators and its time are simulated
 * @param round the round that it is in or ended with; 0 before the first
 * @param bound the latest certified bound; empty without an accuracy target or an evaluated round
 * @param money its books; empty before the campaign has begun
 * @param labels items with a consolidated label after the latest evaluated round
 * @param labelsADay those labels by the days from the claim to the latest settled wave
 * @param people who works on its open questions, as far as the workforce tells
 * @param open the questions that are open now
 * @param next the next thing that is expected to happen
 * @param documents which files there are to look at: keys
 */
public record CampaignFigures(
    String prefix,
    String name,
    Optional<String> execution,
    Outcome outcome,
    Course course,
    String doing,
    boolean simulated,
    int round,
    Optional<Bound> bound,
    Optional<Books> money,
    long labels,
    Optional<Double> labelsADay,
    Optional<People> people,
    Optional<OpenQuestions> open,
    Optional<Expected> next,
    Documents documents) {
  /** Whether a campaign goes on after the round that it is in. */
  public enum Course {
    /** It does, unless it comes to its end. */
    GOES_ON,
    /** It waits after the round. */
    PAUSING,
    /** It waits. */
    PAUSED,
    /** It ends after the round. */
    STOPPING
  }

  /** A certified lower bound of accuracy, and what is to be reached. */
  public record Bound(double lowerBound, double target, double confidence) {
    /** Whether the target is reached. */
    public boolean reached() {
      return lowerBound >= target;
    }
  }

  /**
   * Money by what became of it; {@code left} and {@code budget} are empty without a limit.
   *
   * @param ordered another budget, which holds from the next round on
   */
  public record Books(
      Money spent,
      Money reserved,
      Optional<Money> left,
      Optional<Money> budget,
      Optional<Money> ordered) {}

  /**
   * People of a workforce.
   *
   * @param atWork were seen within the last minutes
   * @param known everybody who ever joined, as far as that was counted
   */
  public record People(int atWork, int known) {}

  /**
   * A wave of questions that people are asked.
   *
   * @param wanted the number of answers that are asked for
   * @param answered those that are given, where the workforce tells
   */
  public record OpenQuestions(
      int round,
      int wave,
      int items,
      int wanted,
      Optional<Integer> answered,
      Instant since,
      Duration openFor) {}

  /**
   * Something that is expected.
   *
   * @param in from now; negative where it is overdue
   */
  public record Expected(String what, Duration in) {}

  /** Keys of the campaign's files, where there are such. */
  public record Documents(
      Optional<String> report, Optional<String> labels, Optional<String> problem) {
    static final Documents NONE =
        new Documents(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Whether no further round will begin. */
  public boolean ended() {
    return outcome != Outcome.RUNNING;
  }

  /**
   * A finished round on the learning curve.
   *
   * @param spent since the campaign's start
   */
  public record RoundPoint(
      int round,
      int trainingLabels,
      Optional<Double> accuracy,
      Optional<Double> lowerBound,
      Money spent) {}

  /** All of one campaign: its figures, and its finished rounds. */
  public record Detail(CampaignFigures figures, List<RoundPoint> rounds) {
    public Detail {
      rounds = List.copyOf(rounds);
    }
  }
}
