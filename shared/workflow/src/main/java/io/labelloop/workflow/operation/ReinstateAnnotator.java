package io.labelloop.workflow.operation;

import io.labelloop.annotation.AnnotatorId;
import io.labelloop.workflow.document.CampaignKeys;
import io.labelloop.workflow.document.Claim;
import io.labelloop.workflow.document.ConsolidatedLabels;
import io.labelloop.workflow.document.DocumentStore;
import io.labelloop.workflow.document.JsonCodec;
import io.labelloop.workflow.document.Reinstatements;
import io.labelloop.workflow.document.Suspension;
import io.labelloop.workflow.step.Campaign;
import io.labelloop.workflow.step.Campaigns;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lets an annotator work again who had been suspended, from the next wave of questions on, and
 * gives their answers their weight back. Who did it, when and why is recorded; evidence does not
 * suspend them again.
 */
public final class ReinstateAnnotator {
  private final DocumentStore documents;
  private final Campaigns campaigns;
  private final InstantSource clock;

  public ReinstateAnnotator(DocumentStore documents, Campaigns campaigns, InstantSource clock) {
    this.documents = documents;
    this.campaigns = campaigns;
    this.clock = clock;
  }

  /** What came of the wish. */
  public sealed interface Answer {
    /** They work again; what they had been suspended for. */
    record Reinstated(Suspension before) implements Answer {}

    /** Somebody did so already. */
    record Unchanged(Reinstatements.Entry earlier) implements Answer {}

    /** It cannot be done. */
    record Refused(String reason) implements Answer {}
  }

  /**
   * Reinstates an annotator of the campaign with a prefix. A repeated call changes nothing more.
   *
   * @param by who wishes it, for the record
   * @param cause why, for the record
   */
  public Answer execute(String prefix, AnnotatorId annotator, String by, String cause) {
    var keys = new CampaignKeys(prefix);
    if (documents.find(keys.claim(), Claim.class).isEmpty() || !documents.has(keys.spec())) {
      return new Answer.Refused("the campaign has not begun: nobody is suspended");
    }
    Campaign campaign = campaigns.open(prefix);
    Optional<Reinstatements.Entry> earlier = find(campaign.reinstatements(), annotator);
    if (earlier.isPresent()) {
      return new Answer.Unchanged(earlier.get());
    }
    if (documents.has(keys.labels())) {
      return new Answer.Refused("the campaign has ended; its labels stay as they are");
    }
    List<Suspension> suspended =
        campaign
            .consolidation(campaign.startedRounds())
            .map(ConsolidatedLabels::suspended)
            .orElse(List.of());
    Optional<Suspension> theirs =
        suspended.stream().filter(one -> one.annotator().equals(annotator)).findFirst();
    if (theirs.isEmpty()) {
      return new Answer.Refused(
          "'"
              + annotator
              + "' is not suspended; "
              + (suspended.isEmpty()
                  ? "nobody is"
                  : "these are: "
                      + String.join(
                          ", ", suspended.stream().map(one -> one.annotator().value()).toList())));
    }
    return record(keys, new Reinstatements.Entry(annotator, by, clock.instant(), cause))
        .<Answer>map(Answer.Unchanged::new)
        .orElseGet(() -> new Answer.Reinstated(theirs.get()));
  }

  private static Optional<Reinstatements.Entry> find(
      Reinstatements reinstatements, AnnotatorId annotator) {
    return reinstatements.entries().stream()
        .filter(entry -> entry.annotator().equals(annotator))
        .findFirst();
  }

  /** Adds an entry by a conditional write, unless somebody was faster, whose entry is returned. */
  private Optional<Reinstatements.Entry> record(CampaignKeys keys, Reinstatements.Entry entry) {
    return documents.update(
        keys.reinstatements(),
        stored -> {
          Reinstatements before =
              stored
                  .map(content -> JsonCodec.read(content, Reinstatements.class))
                  .orElse(Reinstatements.NONE);
          Optional<Reinstatements.Entry> faster = find(before, entry.annotator());
          if (faster.isPresent()) {
            return DocumentStore.Update.none(faster);
          }
          var entries = new ArrayList<>(before.entries());
          entries.add(entry);
          return DocumentStore.Update.of(
              new Reinstatements(Reinstatements.VERSION, entries), Optional.empty());
        });
  }
}
