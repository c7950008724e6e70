package io.labelloop.workflow.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What people wished to change in a campaign that ran, oldest first, and what came of it. Lies
 * beside the campaign file, for people to read.
 */
public record CampaignChanges(int version, List<Change> changes) {
  public static final int VERSION = 1;

  private static final CampaignChanges NONE = new CampaignChanges(VERSION, List.of());

  public CampaignChanges {
    changes = List.copyOf(changes);
  }

  /**
   * A changed campaign file.
   *
   * @param by who brought it
   * @param stop its stop rules, which hold from the next round on; none if it was refused
   * @param refused what would have to be changed in it; empty if it was accepted
   */
  public record Change(String by, Instant at, Optional<JsonNode> stop, List<String> refused) {
    public Change {
      // Jackson reads an absent tree as one that is missing
      stop = stop.filter(JsonNode::isObject);
      refused = List.copyOf(refused);
    }

    private boolean saysTheSame(Change other) {
      return stop.equals(other.stop) && refused.equals(other.refused);
    }
  }

  /** The changes of a campaign so far. */
  public static CampaignChanges of(DocumentStore documents, CampaignKeys keys) {
    return documents.find(keys.changes(), CampaignChanges.class).orElse(NONE);
  }

  /** The stop rules of the last change that was accepted. */
  public Optional<JsonNode> stop() {
    return changes.reversed().stream().flatMap(change -> change.stop().stream()).findFirst();
  }

  /** Adds a change unless the last one says the same, by a conditional write. */
  public static void append(DocumentStore documents, CampaignKeys keys, Change change) {
    boolean unused =
        documents.update(
            keys.changes(),
            stored -> {
              CampaignChanges before =
                  stored
                      .map(content -> JsonCodec.read(content, CampaignChanges.class))
                      .orElse(NONE);
              if (!before.changes.isEmpty() && before.changes.getLast().saysTheSame(change)) {
                return DocumentStore.Update.none(false);
              }
              var all = new ArrayList<>(before.changes);
              all.add(change);
              return DocumentStore.Update.of(new CampaignChanges(VERSION, all), true);
            });
  }
}
