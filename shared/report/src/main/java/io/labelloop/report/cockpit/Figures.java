package io.labelloop.report.cockpit;

import io.labelloop.budget.Money;
import io.labelloop.report.Chart;
import io.labelloop.report.HtmlReport;
import io.labelloop.stopping.Outcome;
import io.labelloop.workflow.cockpit.CampaignFigures;
import java.util.Locale;
import java.util.Optional;

/** A campaign's figures in words. */
final class Figures {
  static final String NONE = "–";
  private static final double ONE_DECIMAL_BELOW = 10;

  private Figures() {}

  /** The state in one word or two. */
  static String state(CampaignFigures campaign) {
    if (campaign.ended()) {
      return campaign.outcome().label();
    }
    return switch (campaign.course()) {
      case GOES_ON -> campaign.open().isPresent() ? "waits for people" : "running";
      case PAUSING -> "pausing";
      case PAUSED -> "paused";
      case STOPPING -> "stopping";
    };
  }

  /** The style of the state: how much it wants to be looked at. */
  static String mood(CampaignFigures campaign) {
    if (campaign.outcome() == Outcome.FAILED) {
      return "bad";
    }
    if (campaign.outcome() == Outcome.ACCURACY_CERTIFIED) {
      return "good";
    }
    return campaign.ended() || campaign.course() != CampaignFigures.Course.GOES_ON
        ? "still"
        : "busy";
  }

  static String bound(CampaignFigures.Bound bound) {
    return "≥ " + HtmlReport.floor(bound.lowerBound()) + " of " + Chart.number(bound.target());
  }

  static String money(Money money) {
    return money.toString();
  }

  static String labelsADay(CampaignFigures campaign) {
    return campaign
        .labelsADay()
        .map(
            rate ->
                rate < ONE_DECIMAL_BELOW
                    ? String.format(Locale.ROOT, "%.1f", rate)
                    : String.format(Locale.ROOT, "%,.0f", rate))
        .orElse(NONE);
  }

  static String people(CampaignFigures campaign) {
    return campaign.people().map(people -> people.atWork() + " of " + people.known()).orElse(NONE);
  }

  static String open(CampaignFigures.OpenQuestions open) {
    return open.answered().map(answers -> answers + " of ").orElse("") + open.wanted() + " answers";
  }

  static String expected(Optional<CampaignFigures.Expected> next) {
    return next.map(
            event ->
                event.in().isNegative()
                    ? "overdue by " + Spans.words(event.in())
                    : "in " + Spans.words(event.in()))
        .orElse(NONE);
  }
}
