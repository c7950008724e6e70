package io.labelloop.consolidation;

import io.labelloop.annotation.AnnotationTable;

/**
 * Worker agreement with aggregate: a majority vote, then one in which each annotator's vote weighs
 * as much as the share of its answers that agreed with the first.
 *
 * <p>Where classes tie in the first vote, the first of them in the campaign's order counts as its
 * result, as in crowd-kit: weights then agree with published ones, but depend on that order
 * (docs/methods/dawid-skene.md, "Figures"). The posterior of an item is the share of weighted
 * votes; where no annotator of an item ever agreed, that of plain votes. An annotator's skill is
 * its weight. Linear in the number of annotations.
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
  public Consolidation consolidate(AnnotationTable table) {
    double[] weights = agreement(table, Posteriors.ofVotes(table));
    Posteriors votes = Posteriors.ofVotes(table, weights);
    return new Consolidation(
        votes.labels(),
        AnnotatorReport.of(table, weights, votes.confusionCounts()),
        new Convergence(1, true));
  }

  private static double[] agreement(AnnotationTable table, Posteriors votes) {
    int k = table.classes();
    double[] agreed = new double[table.annotators().size()];
    for (int item = 0; item < table.items().size(); item++) {
      int winner = firstOfTheMostProbable(votes.values, item * k, k);
      for (int row = table.start(item); row < table.end(item); row++) {
        if (table.label(row) == winner) {
          agreed[table.annotator(row)]++;
        }
      }
    }
    int[] answers = table.answersByAnnotator();
    for (int annotator = 0; annotator < agreed.length; annotator++) {
      agreed[annotator] /= answers[annotator];
    }
    return agreed;
  }

  private static int firstOfTheMostProbable(double[] shares, int from, int k) {
    int best = 0;
    for (int c = 1; c < k; c++) {
      if (shares[from + c] > shares[from + best] + ConsolidatedLabel.TIE) {
        best = c;
      }
    }
    return best;
  }
}
