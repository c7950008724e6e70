package io.labelloop.local.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/**
 * How far a long piece of work is, and how long the rest may take: one line that is drawn again on
 * a terminal, and elsewhere a line for every tenth of the work.
 */
final class ProgressBar {
  private static final int WIDTH = 30;

  private final PrintWriter out;
  private final boolean terminal;
  private final InstantSource clock;
  private final long start;
  private int tenth;
  private long drawn;

  ProgressBar(PrintWriter out, boolean terminal, InstantSource clock) {
    this.out = out;
    this.terminal = terminal;
    this.clock = clock;
    this.start = clock.millis();
  }

  /**
   * Shows that so much is done.
   *
   * @param total at least 1
   */
  void show(int done, int total, String of) {
    long now = clock.millis();
    // a terminal is drawn ten times a second at most
    boolean due = terminal ? now - drawn >= 100 || done == total : 10 * done / total > tenth;
    if (!due) {
      return;
    }
    drawn = now;
    tenth = 10 * done / total;
    String line =
        String.format(
            Locale.ROOT,
            "%d %% (%,d of %,d %s%s)",
            100 * done / total,
            done,
            total,
            of,
            rest(now - start, done, total));
    if (terminal) {
      int full = WIDTH * done / total;
      out.printf("\r[%s%s] %-50s", "#".repeat(full), ".".repeat(WIDTH - full), line);
      if (done == total) {
        out.println();
      }
    } else {
      out.println(line);
    }
    out.flush();
  }

  private static String rest(long elapsed, int done, int total) {
    if (done == total || elapsed < 2_000) {
      return "";
    }
    Duration left = Duration.ofMillis(elapsed * (total - done) / done);
    return left.toMinutes() > 0
        ? ", about " + (left.toMinutes() + 1) + " min left"
        : ", about " + (left.toSeconds() + 1) + " s left";
  }
}
