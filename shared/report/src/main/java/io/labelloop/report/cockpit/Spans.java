package io.labelloop.report.cockpit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times in words, no more exact than they are meant. */
final class Spans {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Spans() {}

  /** Such as {@code 2 d 3 h}, {@code 41 min}. */
  static String words(Duration span) {
    Duration size = span.abs();
    if (size.toDays() >= 1) {
      return size.toDays() + " d " + size.toHoursPart() + " h";
    }
    if (size.toHours() >= 1) {
      return size.toHours() + " h " + size.toMinutesPart() + " min";
    }
    return size.toMinutes() >= 1 ? size.toMinutes() + " min" : size.toSeconds() + " s";
  }

  static String words(Instant instant) {
    return MINUTE.format(instant);
  }
}
