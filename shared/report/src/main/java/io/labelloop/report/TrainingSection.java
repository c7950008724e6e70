package io.labelloop.report;

import io.labelloop.model.GridSearch;
import io.labelloop.workflow.document.Training;
import io.labelloop.workflow.report.CampaignReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the last model was trained beside its labels: hyper-parameters, and its own guesses. */
final class TrainingSection {
  private TrainingSection() {}

  static void write(Html html, CampaignReport report) {
    Optional<Training> training = report.evidence().training();
    Optional<Training.Search> search = training.flatMap(Training::search);
    Optional<Training.SelfTraining> guessed = training.flatMap(Training::selfTraining);
    if (search.isPresent() || guessed.isPresent()) {
      html.element("h2", "How the model was set");
      search.ifPresent(found -> write(html, found));
      guessed.ifPresent(found -> write(html, found));
    }
  }

  private static void write(Html html, Training.SelfTraining guessed) {
    html.element(
        "p",
        "The model was also trained on "
            + guessed.guesses()
            + " of its own confident guesses about items that nobody labeled, each weighing "
            + Chart.number(guessed.weight())
            + " of a label. On "
            + guessed.validation()
            + " validation items the mean log-loss was "
            + four(guessed.lossWithout())
            + " without them and "
            + four(guessed.lossWith())
            + " with them: "
            + (guessed.kept() ? "they were kept" : "they were dropped")
            + ". Guesses are no labels, and are counted nowhere in this report as labels.");
  }

  private static String four(double loss) {
    return String.format(Locale.ROOT, "%.4f", loss);
  }

  private static void write(Html html, Training.Search search) {
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
                four(point.loss()),
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
