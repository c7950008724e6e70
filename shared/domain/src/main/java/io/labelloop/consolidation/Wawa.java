package io.labelloop.consolidation;

import io.labelloop.annotation.AnnotationTable;
import java.util.Arrays;

/**
 * Worker agreement with aggregate: a majority vote, then one in which each annotator's vote weighs
 * as much as the share of its answers that agreed with the first.
 *
 * <p>An answer that is among tied majority labels agrees by its share of the tie. The posterior of
 * an item is the share of weighted votes; where no annotator of an item ever agreed, that of plain
 * votes. An annotator's skill is its weight. Linear in the number of annotations.
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
      double[] shares = Arrays.copyOfRange(votes.values, item * k, (item + 1) * k);
      double threshold = Arrays.stream(shares).max().orElseThrow() - ConsolidatedLabel.TIE;
      long tied = Arrays.stream(shares).filter(share -> share > threshold).count();
      for (int row = table.start(item); row < table.end(item); row++) {
        if (shares[table.label(row)] > threshold) {
          agreed[table.annotator(row)] += 1.0 / tied;
        }
      }
    }
    int[] answers = table.answersByAnnotator();
    for (int annotator = 0; annotator < agreed.length; annotator++) {
      agreed[annotator] /= answers[annotator];
    }
    return agreed;
  }
}
