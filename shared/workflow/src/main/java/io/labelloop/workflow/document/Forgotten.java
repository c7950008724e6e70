package io.labelloop.workflow.document;

import io.labelloop.pool.ItemId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which items' content was taken out of a campaign. Entries are added and never removed. The id and
 * the labels of such an item stay: what was counted, paid and certified stays true.
 */
public record Forgotten(int version, List<Entry> entries) {
  public static final int VERSION = 1;

  /** Of a campaign that has all its content. */
  public static final Forgotten NONE = new Forgotten(VERSION, List.of());

  public Forgotten {
    entries = List.copyOf(entries);
  }

  /**
   * That an item's content was taken out.
   *
   * @param by who ordered it
   * @param at when it was ordered first
   * @param cause why
   * @param documents the keys that had the content, files of the pool among them
   */
  public record Entry(ItemId item, String by, Instant at, String cause, List<String> documents) {
    public Entry {
      documents = List.copyOf(documents);
    }
  }

  /** What was taken out of a campaign so far. */
  public static Forgotten of(DocumentStore documents, CampaignKeys keys) {
    return documents.find(keys.forgotten(), Forgotten.class).orElse(NONE);
  }

  /** The entry of an item. */
  public Optional<Entry> of(ItemId item) {
    return entries.stream().filter(entry -> entry.item().equals(item)).findFirst();
  }
}
