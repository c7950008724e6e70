package io.labelloop.report;

import io.labelloop.model.GridSearch;
import io.labelloop.workflow.document.Training;
import io.labelloop.workflow.report.CampaignReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which hyper-parameters the last model has, and what the others would have lost. */
final class SearchSection {
  private SearchSection() {}

  static void write(Html html, CampaignReport report) {
    report.evidence().training().flatMap(Training::search).ifPresent(search -> write(html, search));
  }

  private static void write(Html html, Training.Search search) {
    html.element("h2", "How the model was set");
    var rows = new ArrayList<List<String>>();
    for (Training.SearchedTrainer trainer : search.trainers()) {
      if (trainer.grid().isEmpty()) {
        html.element(
            "p",
            trainer.trainer()
                + " kept its default, "
                + trainer.chosen()
                + ": it has nothing to choose, or fewer than "
                + GridSearch.FEWEST
                + " training labels or one class among them.");
      }
      for (GridSearch.Point point : trainer.grid()) {
        rows.add(
            List.of(
                trainer.trainer(),
                point.setting(),
                String.format(Locale.ROOT, "%.4f", point.loss()),
                point.setting().equals(trainer.chosen()) ? "chosen" : ""));
      }
    }
    if (!rows.isEmpty()) {
      html.element(
          "p",
          "The last model's hyper-parameters were chosen by cross-validation with "
              + search.folds()
              + " folds on training labels alone; no certification or validation item was looked"
              + " at. The default stays unless another is better by more than a standard error.");
      Tables.rows(
          html,
          "Mean log-loss of labels that were held out, calibrated",
          List.of("Trainer", "Setting", "Loss", ""),
          rows);
    }
  }
}
