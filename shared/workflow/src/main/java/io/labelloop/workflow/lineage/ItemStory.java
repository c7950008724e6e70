package io.labelloop.workflow.lineage;

import io.labelloop.budget.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where the label of one item comes from.
 *
 * @param software the version that tells the story, where it is known
 * @param whyAsked in words; empty for an item that nobody was asked about
 * @param question none for an item that nobody was asked about
 * @param proposal what the model thought of it before it was asked, if it was chosen by a model
 * @param price what its answers cost in all
 * @param consolidations one for each wave that asked about it, and the campaign's last one
 * @param trainedOn the rounds whose model has learned from its label
 * @param label what the labels file says; none before the campaign has ended, or without an answer
 */
public record ItemStory(
    String campaign,
    String item,
    Optional<String> software,
    String whyAsked,
    Optional<Asked> question,
    Optional<Proposal> proposal,
    List<Given> answers,
    Money price,
    List<Meaning> consolidations,
    List<Integer> trainedOn,
    Optional<Final> label) {
  public ItemStory {
    answers = List.copyOf(answers);
    consolidations = List.copyOf(consolidations);
    trainedOn = List.copyOf(trainedOn);
  }

  /** The round that asked, and what the answer may be used for. */
  public record Asked(int round, String stream, String text) {}

  /**
   * What a model made of the item, which the query strategy chose by.
   *
   * @param modelOfRound the round that trained the model
   * @param prediction the predicted class; none for a sentence
   * @param probability of the predicted class
   * @param score the acquisition score: higher is more informative
   */
  public record Proposal(
      int modelOfRound,
      String trainer,
      String strategy,
      Optional<String> prediction,
      Optional<Double> probability,
      double score) {}

  /**
   * One annotator's answer, and the reservation in the ledger that paid it.
   *
   * @param counts whether the latest consolidation gave it weight; not where its annotator is
   *     suspended and others answered too
   */
  public record Given(
      String annotator,
      String answer,
      Instant at,
      int round,
      int wave,
      String reservation,
      boolean counts) {
    Given withoutWeight() {
      return new Given(annotator, answer, at, round, wave, reservation, false);
    }
  }

  /**
   * What the answers by a wave meant.
   *
   * @param doubtful whether the item was to be asked about again
   */
  public record Meaning(
      int round,
      int wave,
      String method,
      String label,
      double confidence,
      int annotations,
      boolean doubtful) {}

  /**
   * A line of the labels file; the tags of a sentence stand one after another.
   *
   * @param source {@code human} or {@code auto}
   */
  public record Final(String label, BigDecimal confidence, String source) {}
}
