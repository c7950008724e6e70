package io.labelloop.local.cli;

import io.labelloop.workflow.lineage.ItemStory;
import java.io.PrintWriter;
import java.util.Locale;

/** Tells an item's story in words. */
final class StoryWords {
  private final PrintWriter out;

  StoryWords(PrintWriter out) {
    this.out = out;
  }

  void print(ItemStory story) {
    out.printf(Locale.ROOT, "item '%s' of campaign %s%n", story.item(), story.campaign());
    story
        .question()
        .ifPresentOrElse(
            asked ->
                out.printf(
                    Locale.ROOT,
                    "  asked in round %d, stream %s: %s%n  question: %s%n",
                    asked.round(),
                    asked.stream(),
                    story.whyAsked(),
                    asked.text()),
            () ->
                out.println(
                    story.whyAsked().isEmpty()
                        ? "  nobody was asked about it"
                        : "  " + story.whyAsked()));
    story
        .proposal()
        .ifPresent(
            model ->
                out.printf(
                    Locale.ROOT,
                    "  the model of round %d (%s) %s; strategy %s, score %.3f%n",
                    model.modelOfRound(),
                    model.trainer(),
                    prediction(model),
                    model.strategy(),
                    model.score()));
    for (ItemStory.Given given : story.answers()) {
      out.printf(
          Locale.ROOT,
          "  %s: %s answered '%s' (round %d, wave %d; paid by %s)%s%n",
          given.at(),
          given.annotator(),
          given.answer(),
          given.round(),
          given.wave(),
          given.reservation(),
          given.counts() ? "" : "; suspended, so without weight");
    }
    for (ItemStory.Meaning meaning : story.consolidations()) {
      out.printf(
          Locale.ROOT,
          "  after round %d, wave %d: %s made '%s' of %d answers, posterior %.4f%s%n",
          meaning.round(),
          meaning.wave(),
          meaning.method(),
          meaning.label(),
          meaning.annotations(),
          meaning.confidence(),
          meaning.doubtful() ? ", doubtful: asked again where there was money" : "");
    }
    if (!story.answers().isEmpty()) {
      out.println("  its answers cost " + story.price());
      out.println(
          story.trainedOn().isEmpty()
              ? "  no model learned from it"
              : "  the models of rounds " + story.trainedOn() + " learned from it");
    }
    story
        .label()
        .ifPresentOrElse(
            label ->
                out.printf(
                    Locale.ROOT,
                    "  label '%s' (%s, confidence %s)%n",
                    label.label(),
                    label.source(),
                    label.confidence().toPlainString()),
            () -> out.println("  it has no label in the labels file"));
    story.software().ifPresent(version -> out.println("  told by Labelloop " + version));
  }

  private static String prediction(ItemStory.Proposal model) {
    return model.prediction().isEmpty()
        ? "tagged it"
        : String.format(
            Locale.ROOT,
            "held it for '%s' with probability %.3f",
            model.prediction().get(),
            model.probability().orElse(0.0));
  }
}
