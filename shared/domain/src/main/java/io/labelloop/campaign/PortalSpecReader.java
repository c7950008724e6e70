package io.labelloop.campaign;

import java.time.Duration;
import java.util.List;

/** Reads how the portal asks: the section {@code workforce.portal}. */
final class PortalSpecReader {
  private static final int MAX_SHORT = 400;
  private static final int MAX_FULL = 100_000;
  private static final int MAX_LEASE_SECONDS = 8 * 3600;
  private static final int MAX_DEADLINE_HOURS = 30 * 24;

  private PortalSpecReader() {}

  static PortalSpec read(FieldReader portal) {
    PortalSpec usual = PortalSpec.DEFAULT;
    FieldReader guidelines = portal.object("guidelines");
    String shortText = bounded(guidelines, "short", MAX_SHORT);
    String fullText = bounded(guidelines, "full", MAX_FULL);
    guidelines.refuseUnknown();
    String order = portal.oneOf("order", "random", List.of("random", "easy-first"));
    int hours =
        portal.whole("deadlineHours", (int) usual.deadline().toHours(), 1, MAX_DEADLINE_HOURS);
    FieldReader lease = portal.object("leaseSeconds");
    int min = lease.whole("min", (int) usual.leaseMin().toSeconds(), 10, MAX_LEASE_SECONDS);
    int max = lease.whole("max", (int) usual.leaseMax().toSeconds(), 10, MAX_LEASE_SECONDS);
    if (min > max) {
      lease.mistake("min", "must be at most max (" + max + "), but was " + min);
    }
    lease.refuseUnknown();
    portal.refuseUnknown();
    return new PortalSpec(
        shortText,
        fullText,
        order.equals("random") ? PortalSpec.Order.RANDOM : PortalSpec.Order.EASY_FIRST,
        Duration.ofHours(hours),
        Duration.ofSeconds(Math.min(min, max)),
        Duration.ofSeconds(max));
  }

  private static String bounded(FieldReader reader, String field, int most) {
    String text = reader.text(field, "");
    if (text.length() > most) {
      reader.mistake(field, "must have at most " + most + " characters, but had " + text.length());
    }
    return text;
  }
}
