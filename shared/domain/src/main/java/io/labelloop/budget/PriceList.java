package io.labelloop.budget;

import java.util.Currency;

/**
 * What a workforce charges for answers, all fees included.
 *
 * <p>For every question {@code due(answered)} is at most {@code most(answered.asked())}: who
 * reserves the one can always pay the other. Mechanical Turk needs no list of its own: {@link
 * CrowdReward} fits reward and fee into one price per annotation.
 */
public sealed interface PriceList permits PricePerAnnotation, GroundTruthPrices, HourlyRate {
  Currency currency();

  /**
   * The most that one question can cost in one labeling job.
   *
   * @param annotations how many annotations of the item the job asks for, at least 1
   */
  Money most(int annotations);

  /** What is paid for one question; nothing where no annotation was accepted. */
  Money due(AnsweredQuestion answered);
}
