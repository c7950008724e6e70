package io.labelloop.report;

import io.labelloop.sequence.EntityScores;
import io.labelloop.workflow.document.EntityEvaluation;
import io.labelloop.workflow.report.CampaignReport;
import java.util.List;
import java.util.Locale;

/** How well a sequence campaign's last model finds entities: an estimate, and said to be one. */
final class EntityTable {
  private EntityTable() {}

  static void write(Html html, CampaignReport report, EntityEvaluation found) {
    html.element("h2", "Entities");
    html.element(
        "p",
        String.format(
            Locale.ROOT,
            "Entity F1 on the %d certification sentences is estimated at %.3f; %.0f %% of resamples"
                + " of these sentences gave %.3f to %.3f. An entity is right if its first token,"
                + " its last token and its type are. This is an estimate: what is certified is the"
                + " share of sentences whose tags are all right. Of %d tokens, %.1f %% have the"
                + " right tag.",
            found.sentences(),
            found.f1(),
            100 * found.confidence(),
            found.f1Lower(),
            found.f1Upper(),
            found.tokens(),
            100.0 * found.tokensRight() / Math.max(1, found.tokens())));
    html.open("div", "class", "scroll")
        .open("table")
        .element("caption", "Entities of the certification sentences by type");
    html.open("tr");
    for (String column :
        List.of("Type", "In the labels", "Predicted", "Right", "Precision", "Recall", "F1")) {
      html.element("th", column, "scope", "col");
    }
    html.close();
    for (int type = 0; type < found.types().size(); type++) {
      EntityEvaluation.Type one = found.types().get(type);
      var scores = new EntityScores(one.right(), one.predicted(), one.actual());
      html.open("tr")
          .element("th", report.spec().task().labels().name(type), "scope", "row", "dir", "auto")
          .element("td", "" + one.actual())
          .element("td", "" + one.predicted())
          .element("td", "" + one.right())
          .element("td", Chart.number(scores.precision()))
          .element("td", Chart.number(scores.recall()))
          .element("td", Chart.number(scores.f1()))
          .close();
    }
    html.close().close();
  }
}
