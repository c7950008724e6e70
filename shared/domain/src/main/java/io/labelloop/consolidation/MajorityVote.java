package io.labelloop.consolidation;

import io.labelloop.annotation.AnnotationTable;

/**
 * Majority vote: the label that most annotators gave.
 *
 * <p>The posterior of an item is the share of votes of each class. A tie is broken by a hash of the
 * item's id, which favours no class. An annotator's skill is its mean share of agreement, its
 * confusion matrix that against the vote shares (a row without any is uniform). Linear in the
 * number of annotations.
 */
public final class MajorityVote implements ConsolidationMethod {
  @Override
  public String name() {
    return "majority-vote";
  }

  @Override
  public Consolidation consolidate(AnnotationTable table, GoldLabels gold) {
    Posteriors votes = Posteriors.ofVotes(table, gold);
    return new Consolidation(
        votes.labels(), AnnotatorEstimates.ofAgreement(table, votes), new Convergence(1, true));
  }
}
