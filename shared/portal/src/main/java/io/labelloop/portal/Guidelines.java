package io.labelloop.portal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The guidelines of a campaign in their versions. Each version is a document that never changes.
 */
public final class Guidelines {
  private static final int MAX_SHORT = 400;
  private static final int MAX_FULL = 100_000;
  private static final int VERSION_CHARS = 12;

  private final PortalContext context;

  Guidelines(PortalContext context) {
    this.context = context;
  }

  /**
   * A version of the guidelines.
   *
   * @param version names the texts
   * @param shortText plain text, at most 400 characters
   * @param full Markdown, at most 100,000 characters
   */
  public record Text(String version, String shortText, String full, Instant since) {}

  /** The guidelines as they are now. */
  public Text current() {
    return versions().getLast();
  }

  /** All versions, the first of them that of the campaign file. */
  public List<Text> versions() {
    var versions = new ArrayList<Text>(List.of(first()));
    while (true) {
      Optional<Text> next =
          context.store().find(context.keys().guidelines(versions.size()), Text.class);
      if (next.isEmpty()) {
        return versions;
      }
      versions.add(next.get());
    }
  }

  private Text first() {
    return text(context.spec().shortGuidelines(), context.spec().fullGuidelines(), Instant.EPOCH);
  }

  private Text text(String shortText, String full, Instant since) {
    return new Text(
        context.secret().sign("guidelines", shortText, full).substring(0, VERSION_CHARS),
        shortText,
        full,
        since);
  }

  /** What became of a change. */
  public sealed interface Change {
    /** It holds. */
    record Holds(Text text) implements Change {}

    /** Somebody else has changed the guidelines since. */
    record Stale(Text current) implements Change {}
  }

  /**
   * Puts new guidelines in place of those that whoever changes them has seen.
   *
   * @param seen the version of those
   * @throws IllegalArgumentException if a text is too long
   */
  public Change change(String seen, String shortText, String full) {
    if (shortText.length() > MAX_SHORT || full.length() > MAX_FULL) {
      throw new IllegalArgumentException(
          "guidelines must have at most "
              + MAX_SHORT
              + " characters in short and "
              + MAX_FULL
              + " in full, but had "
              + shortText.length()
              + " and "
              + full.length());
    }
    List<Text> versions = versions();
    Text changed = text(shortText, full, context.clock().instant());
    if (versions.getLast().version().equals(changed.version())) {
      return new Change.Holds(versions.getLast());
    }
    if (!versions.getLast().version().equals(seen)) {
      return new Change.Stale(versions.getLast());
    }
    Text stored =
        context.store().decide(context.keys().guidelines(versions.size()), changed, Text.class);
    return stored.version().equals(changed.version())
        ? new Change.Holds(stored)
        : new Change.Stale(stored);
  }

  /** The version that a person saw last, if any. */
  public Optional<String> seen(PersonId person) {
    return context.desks().read(person).guidelinesSeen();
  }

  /** Notes that a person saw a version. */
  public void saw(PersonId person, String version) {
    if (version.matches("[A-Za-z0-9_-]{" + VERSION_CHARS + "}")) {
      Desk unused = context.desks().update(person, desk -> desk.guidelines(version));
    }
  }
}
