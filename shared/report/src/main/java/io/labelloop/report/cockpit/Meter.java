package io.labelloop.report.cockpit;

import io.labelloop.budget.Money;
import io.labelloop.report.Html;
import io.labelloop.workflow.cockpit.CampaignFigures;
import java.util.Locale;
import java.util.Optional;

/** Bars in a table's cell. What they show stands beside them in words, so they have none. */
final class Meter {
  private static final int WIDTH = 140;
  private static final int HEIGHT = 10;

  /** Where the scale of accuracies begins. */
  private static final double FLOOR = 0.5;

  private Meter() {}

  /** A certified bound, with a mark at its target. */
  static void bound(Html html, CampaignFigures.Bound bound) {
    open(html);
    part(html, bound.reached() ? "good" : "near", 0, share(bound.lowerBound()));
    double target = share(bound.target());
    part(html, "mark-line", Math.max(0, target - 0.01), Math.min(1, target + 0.01));
    html.close();
  }

  /** What is spent and what is reserved of a budget; nothing where there is none. */
  static void money(Html html, CampaignFigures.Books books) {
    Optional<Money> budget = books.budget().filter(limit -> !limit.isZero());
    if (budget.isEmpty()) {
      return;
    }
    double all = budget.get().amount().doubleValue();
    double spent = Math.min(1, books.spent().amount().doubleValue() / all);
    double held = Math.min(1, spent + books.reserved().amount().doubleValue() / all);
    open(html);
    part(html, "spent", 0, spent);
    part(html, "held", spent, held);
    html.close();
  }

  private static double share(double accuracy) {
    return Math.clamp((accuracy - FLOOR) / (1 - FLOOR), 0, 1);
  }

  private static void open(Html html) {
    html.open(
        "svg", "class", "meter", "viewBox", "0 0 " + WIDTH + " " + HEIGHT, "aria-hidden", "true");
    part(html, "whole", 0, 1);
  }

  private static void part(Html html, String style, double from, double to) {
    html.open(
            "rect",
            "class",
            style,
            "x",
            at(from * WIDTH),
            "y",
            "0",
            "width",
            at((to - from) * WIDTH),
            "height",
            "" + HEIGHT)
        .close();
  }

  private static String at(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
