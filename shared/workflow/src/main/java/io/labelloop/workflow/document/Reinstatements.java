package io.labelloop.workflow.document;

import io.labelloop.annotation.AnnotatorId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom people have let work again who had been suspended. Entries are added and never removed: who
 * is among them is not suspended by evidence any more.
 */
public record Reinstatements(int version, List<Entry> entries) {
  public static final int VERSION = 1;

  /** Of a campaign in which nobody was let work again. */
  public static final Reinstatements NONE = new Reinstatements(VERSION, List.of());

  public Reinstatements {
    entries = List.copyOf(entries);
  }

  /**
   * That somebody let an annotator work again.
   *
   * @param by who
   * @param at when
   * @param cause why
   */
  public record Entry(AnnotatorId annotator, String by, Instant at, String cause) {}

  /** Who works again. */
  public Set<AnnotatorId> annotators() {
    return entries.stream().map(Entry::annotator).collect(Collectors.toUnmodifiableSet());
  }
}
