package io.labelloop.consolidation;

import io.labelloop.annotation.AnnotationTable;

/**
 * Worker agreement with aggregate: a majority vote, then one in which each annotator's vote weighs
 * as much as the share of its answers that agreed with the first.
 *
 * <p>Where classes tie in the first vote, the first of them in the campaign's order counts as its
 * result, as in crowd-kit: weights then agree with published ones, but depend on that order
 * (docs/methods/wawa.md). The posterior of an item is the share of weighted votes; where no
 * annotator of an item ever agreed, that of plain votes. An annotator's skill is its weight. Linear
 * in the number of annotations.
 *
 * <p>Crowd aggregation without gold items, as Appen documents it for its platform and crowd-kit
 * names it: https://crowd-kit.readthedocs.io (Wawa).
 */
public final class Wawa implements ConsolidationMethod {
  @Override
  public String name() {
    return "wawa";
  }

  @Override
  public Consolidation consolidate(AnnotationTable table, GoldLabels gold) {
    Posteriors votes = Posteriors.ofVotes(table, gold);
    double[] weights = votes.agreement();
    votes.vote(weights);
    return new Consolidation(
        votes.labels(),
        AnnotatorEstimates.of(table, weights, votes.confusionCounts()),
        new Convergence(1, true));
  }
}
