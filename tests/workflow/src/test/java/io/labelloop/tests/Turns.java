package io.labelloop.tests;

import java.util.Optional;
import java.util.concurrent.Phaser;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs that take turns: nobody begins a step before all others stand before one. At one turn, while
 * all of them stand, something is looked at.
 */
final class Turns<T> extends Phaser {
  private final int turn;
  private final Supplier<T> look;
  private volatile @Nullable T seen;
  private volatile @Nullable Throwable failed;

  /**
   * @param runs each awaits its turns, and deregisters at its end
   * @param turn at which to look
   */
  Turns(int runs, int turn, Supplier<T> look) {
    super(runs);
    this.turn = turn;
    this.look = look;
  }

  @Override
  protected boolean onAdvance(int phase, int runs) {
    if (phase == turn) {
      try {
        seen = look.get();
      } catch (RuntimeException | AssertionError e) {
        // thrown here, all would wait for ever
        failed = e;
      }
    }
    return runs == 0;
  }

  /** What was seen. */
  T seen() {
    return Optional.ofNullable(seen)
        .orElseThrow(() -> new AssertionError("nothing was seen at turn " + turn, failed));
  }
}
