package io.labelloop.report;

import io.labelloop.workflow.document.ActiveLearning;
import io.labelloop.workflow.document.BanditDraw;
import io.labelloop.workflow.report.CampaignReport;
import java.util.List;
import java.util.Locale;

/** Whether the choice of items helped, and which strategies a bandit drew. */
final class StrategySection {
  private StrategySection() {}

  static void write(Html html, CampaignReport report) {
    report
        .choice()
        .activeLearning()
        .ifPresent(
            answer -> {
              html.element("h2", "Did active learning help here?");
              html.element("p", sentence(answer));
            });
    if (!report.choice().draws().isEmpty()) {
      draws(html, report.choice().draws());
    }
  }

  private static String sentence(ActiveLearning answer) {
    if (answer.why().isPresent()) {
      return "This campaign cannot tell: " + answer.why().get() + ".";
    }
    String verdict =
        switch (answer.verdict()) {
          case "helped" -> "Yes. ";
          case "hurt" -> "No, it hurt. ";
          default -> "This campaign cannot tell. ";
        };
    return verdict
        + "With "
        + answer.labels()
        + " labels each, a model of the items that were chosen first is right on "
        + share(answer.chosen(), answer.tested())
        + " of "
        + answer.tested()
        + " certification and validation items, and a model of the uniformly drawn items of the"
        + " random share on "
        + share(answer.random(), answer.tested())
        + ": a difference of "
        + signed(answer.difference())
        + ", with "
        + Chart.number(answer.confidence() * 100)
        + " % confidence between "
        + signed(answer.low())
        + " and "
        + signed(answer.high())
        + ".";
  }

  private static String share(int right, int tested) {
    return String.format(Locale.ROOT, "%.3f", (double) right / tested);
  }

  private static String signed(double value) {
    return String.format(Locale.ROOT, "%+.3f", value);
  }

  private static void draws(Html html, List<BanditDraw> draws) {
    html.element("h2", "Which strategy a round drew");
    Tables.rows(
        html,
        "Draws of the bandit; the reward is that of the round before, by the validation items",
        List.of("Round", "Drawn", "Probability", "Reward before"),
        draws.stream()
            .map(
                draw ->
                    List.of(
                        "" + draw.round(),
                        draw.drawn(),
                        String.format(
                            Locale.ROOT,
                            "%.3f",
                            draw.probabilities().get(draw.arms().indexOf(draw.drawn()))),
                        String.format(Locale.ROOT, "%.3f", draw.reward())))
            .toList());
  }
}
