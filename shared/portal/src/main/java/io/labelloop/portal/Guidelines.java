package io.labelloop.portal;

import java.time.Instant;
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
    Optional<Text> latest = Optional.empty();
    for (int number = 1; ; number++) {
      Optional<Text> next = context.store().find(context.keys().guidelines(number), Text.class);
      if (next.isEmpty()) {
        return latest.orElseGet(this::first);
      }
      latest = next;
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

  /**
   * Puts new guidelines in place of those that are there.
   *
   * @throws IllegalArgumentException if a text is too long
   */
  public Text change(String shortText, String full) {
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
    Text changed = text(shortText, full, context.clock().instant());
    for (int number = 1; !changed.version().equals(current().version()); number++) {
      if (context.store().find(context.keys().guidelines(number), Text.class).isEmpty()) {
        Text unused =
            context.store().decide(context.keys().guidelines(number), changed, Text.class);
      }
    }
    return changed;
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
