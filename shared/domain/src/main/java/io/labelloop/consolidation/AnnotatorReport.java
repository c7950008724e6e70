package io.labelloop.consolidation;

import io.labelloop.annotation.AnnotationTable;
import java.util.ArrayList;
import java.util.List;

/** The quality of all annotators of a table, from what the methods have of them. */
final class AnnotatorReport {
  private AnnotatorReport() {}

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
    List<AnnotatorQuality> report = new ArrayList<>(skills.length);
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
      report.add(
          new AnnotatorQuality(
              table.annotators().get(annotator), answers[annotator], skills[annotator], confusion));
    }
    return report;
  }
}
