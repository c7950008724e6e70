package io.labelloop.local.cli;

import io.labelloop.pool.ItemId;
import io.labelloop.workflow.operation.ForgetItem;
import io.labelloop.workflow.operation.ItemContentForms;
import java.io.PrintWriter;
import java.util.List;

/** Says what forgetting an item came to, and what it cannot reach. */
final class ForgettingWords {
  private final OutputOptions output;

  ForgettingWords(OutputOptions output) {
    this.output = output;
  }

  /** What {@code forget --json} prints. */
  record Forgetting(
      String campaign,
      ItemId item,
      String by,
      boolean again,
      List<String> documents,
      boolean searched,
      int versions,
      List<String> left) {}

  void print(String campaign, ForgetItem.Answer.Done done) {
    PrintWriter words = output.words();
    words.println(
        campaign
            + ": the text of "
            + done.entry().item()
            + (done.again() ? " was forgotten before, and is again" : " is forgotten")
            + " (by "
            + done.entry().by()
            + "); it stood in "
            + done.entry().documents().size()
            + " documents");
    done.entry().documents().forEach(key -> words.println("  " + key));
    if (done.versions() > 0) {
      words.println(
          done.versions() + " earlier versions of these and of what was written again are removed");
    }
    if (done.searched()) {
      words.println(
          "looked for in every document, as it was and escaped, in Base64 and in gzip: "
              + (done.left().isEmpty() ? "found nowhere" : "found in " + done.left()));
    } else if (!done.again()) {
      words.println(
          "a text of fewer than "
              + ItemContentForms.SHORTEST
              + " characters is not looked for by its bytes: too much else has them");
    }
    words.println(
        "kept: its id, labels, answers' classes and costs, and the other columns of its line in the pool");
    words.println(
        "not reached: copies of the pool elsewhere, other campaigns of the same pool, backups");
    if (!done.left().isEmpty()) {
      output
          .errors()
          .println(
              "the same text still stands in "
                  + String.join(", ", done.left())
                  + ": as another item's, which has to be forgotten too, or quoted there");
    }
    output.document(
        new Forgetting(
            campaign,
            done.entry().item(),
            done.entry().by(),
            done.again(),
            done.entry().documents(),
            done.searched(),
            done.versions(),
            done.left()));
  }
}
