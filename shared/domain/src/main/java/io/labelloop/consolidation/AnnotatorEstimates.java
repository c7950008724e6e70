package io.labelloop.consolidation;

import io.labelloop.annotation.AnnotationTable;
import java.util.ArrayList;
import java.util.List;

/** The quality of all annotators of a table, from what the methods have of them. */
final class AnnotatorEstimates {
  private AnnotatorEstimates() {}

  /** Skill and confusion as the mean agreement with the posteriors. */
  static List<AnnotatorQuality> ofAgreement(AnnotationTable table, Posteriors posteriors) {
    int k = table.classes();
    double[] counts = posteriors.confusionCounts();
    int[] answers = table.answersByAnnotator();
    double[] skills = new double[answers.length];
    for (int annotator = 0; annotator < answers.length; annotator++) {
      double agreed = 0;
      for (int c = 0; c < k; c++) {
        agreed += counts[(annotator * k + c) * k + c];
      }
      skills[annotator] = agreed / answers[annotator];
    }
    return of(table, skills, counts);
  }

  /**
   * @param counts confusion counts as {@link Posteriors#confusionCounts} lays them out; rows are
   *     normalized here
   */
  static List<AnnotatorQuality> of(AnnotationTable table, double[] skills, double[] counts) {
    int k = table.classes();
    int[] answers = table.answersByAnnotator();
    List<AnnotatorQuality> qualities = new ArrayList<>(skills.length);
    for (int annotator = 0; annotator < skills.length; annotator++) {
      double[][] confusion = new double[k][k];
      for (int truth = 0; truth < k; truth++) {
        double sum = 0;
        for (int answer = 0; answer < k; answer++) {
          sum += counts[(annotator * k + answer) * k + truth];
        }
        for (int answer = 0; answer < k; answer++) {
          confusion[truth][answer] =
              sum > 0 ? counts[(annotator * k + answer) * k + truth] / sum : 1.0 / k;
        }
      }
      qualities.add(
          new AnnotatorQuality(
              table.annotators().get(annotator), answers[annotator], skills[annotator], confusion));
    }
    return qualities;
  }

  /**
   * Confusion counts of annotators of whom only the skill is known: wrong answers are equally
   * likely.
   */
  static double[] oneCoin(double[] skills, int k) {
    double[] confusion = new double[skills.length * k * k];
    for (int annotator = 0; annotator < skills.length; annotator++) {
      for (int y = 0; y < k; y++) {
        for (int c = 0; c < k; c++) {
          confusion[(annotator * k + y) * k + c] =
              y == c ? skills[annotator] : (1 - skills[annotator]) / (k - 1);
        }
      }
    }
    return confusion;
  }
}
