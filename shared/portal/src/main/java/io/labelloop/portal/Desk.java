package io.labelloop.portal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the portal remembers of a person's work, to go on where they were.
 *
 * @param issued how many items the person was given, which says when the next gold item comes
 * @param recent the last answers, the latest first
 * @param answered how many items have an answer of theirs
 * @param seconds the active times of the last answers, in seconds
 * @param cursor where to look for the next items
 */
record Desk(
    int version,
    int issued,
    List<Recent> recent,
    int answered,
    int skipped,
    int cannotTell,
    int today,
    Optional<LocalDate> day,
    List<Double> seconds,
    Cursor cursor,
    Optional<String> guidelinesSeen,
    Optional<Instant> lastSeen) {
  static final int VERSION = 1;
  static final Desk EMPTY =
      new Desk(
          VERSION,
          0,
          List.of(),
          0,
          0,
          0,
          0,
          Optional.empty(),
          List.of(),
          new Cursor(0, 0),
          Optional.empty(),
          Optional.empty());

  /** How many of the last answers can be undone. */
  static final int MOST_RECENT = 10;

  private static final int MOST_SECONDS = 15;

  Desk {
    recent = List.copyOf(recent);
    seconds = List.copyOf(seconds);
  }

  /** A recent answer. */
  record Recent(Spot spot, int revision, AnswerKind kind, Instant at) {}

  /**
   * Where to look for the next items of a job.
   *
   * @param position in the person's order of pages; those before had nothing
   */
  record Cursor(int job, int position) {}

  /** The median active time of the last answers. */
  Optional<Duration> medianTime() {
    if (seconds.isEmpty()) {
      return Optional.empty();
    }
    List<Double> sorted = seconds.stream().sorted().toList();
    return Optional.of(Duration.ofMillis((long) (sorted.get(sorted.size() / 2) * 1000)));
  }

  /** The desk after a revision; one that it knows changes nothing but when the person was seen. */
  Desk after(Spot spot, Page.Given given) {
    Optional<Recent> earlier = recent.stream().filter(r -> r.spot().equals(spot)).findFirst();
    if (earlier.map(Recent::revision).orElse(0) >= given.revision()) {
      return seen(given.at());
    }
    if (earlier.isEmpty()
        && recent.size() == MOST_RECENT
        && given.at().isBefore(recent.get(MOST_RECENT - 1).at())) {
      // an old answer that was sent again
      return this;
    }
    AnswerKind kind = given.reply().kind();
    AnswerKind before = earlier.map(Recent::kind).orElse(AnswerKind.UNDONE);
    var all = new ArrayList<Recent>();
    all.add(new Recent(spot, given.revision(), kind, given.at()));
    recent.stream().filter(r -> !r.spot().equals(spot)).limit(MOST_RECENT - 1L).forEach(all::add);
    var times = new ArrayList<Double>();
    if (kind.answers()) {
      times.add(given.millis() / 1000.0);
    }
    seconds.stream().limit(MOST_SECONDS - (long) times.size()).forEach(times::add);
    LocalDate date = given.at().atOffset(ZoneOffset.UTC).toLocalDate();
    int change = one(kind.answers()) - one(before.answers());
    return new Desk(
        version,
        issued,
        all,
        answered + change,
        skipped + one(kind == AnswerKind.SKIP) - one(before == AnswerKind.SKIP),
        cannotTell + one(kind == AnswerKind.CANNOT_TELL) - one(before == AnswerKind.CANNOT_TELL),
        Math.max(0, (day.filter(date::equals).isPresent() ? today : 0) + change),
        Optional.of(date),
        times,
        cursor,
        guidelinesSeen,
        Optional.of(given.at()));
  }

  private static int one(boolean condition) {
    return condition ? 1 : 0;
  }

  Desk seen(Instant now) {
    return with(issued, cursor, guidelinesSeen, Optional.of(now));
  }

  Desk issued(int more, Cursor at) {
    return with(issued + more, at, guidelinesSeen, lastSeen);
  }

  Desk guidelines(String seenVersion) {
    return with(issued, cursor, Optional.of(seenVersion), lastSeen);
  }

  /** The desk with its answers as they are. */
  private Desk with(
      int nextIssued, Cursor at, Optional<String> guidelines, Optional<Instant> lastTime) {
    return new Desk(
        version,
        nextIssued,
        recent,
        answered,
        skipped,
        cannotTell,
        today,
        day,
        seconds,
        at,
        guidelines,
        lastTime);
  }
}
