package io.labelloop.local.asl;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A clock that stands still while any thread works, and jumps to the next event when all wait.
 * Campaigns of weeks run in seconds, and every instant in their documents is the same in every run.
 */
public final class VirtualTimeline implements Timeline {
  private record Event(Instant at, long number, Runnable action) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::number));
  private Instant now;
  private long scheduled;
  private int working;
  private int waiting;

  public VirtualTimeline(Instant start) {
    this.now = start;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized void schedule(Instant at, Runnable action) {
    add(at, action);
  }

  private Event add(Instant at, Runnable action) {
    var event = new Event(at.isBefore(now) ? now : at, scheduled++, action);
    events.add(event);
    return event;
  }

  @Override
  public synchronized void enter() {
    working++;
  }

  @Override
  public synchronized void leave() {
    working--;
    advance();
  }

  @Override
  public <T> Signal<T> signal() {
    return new VirtualSignal<>();
  }

  @Override
  public synchronized <T> T await(Signal<T> signal, Optional<Instant> deadline)
      throws TimeoutException {
    var own = (VirtualSignal<T>) signal;
    if (!own.complete) {
      // a deadline that no longer matters must not move the clock, so the signal takes it back when
      // it comes
      own.expiry = deadline.map(at -> add(at, own::expire));
      own.awaited = true;
      working--;
      waiting++;
      advance();
      while (!own.complete && !own.expired) {
        try {
          wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("interrupted while waiting", e);
        }
      }
    }
    if (own.complete) {
      return Objects.requireNonNull(own.value);
    }
    throw new TimeoutException();
  }

  private void advance() {
    while (working == 0 && !events.isEmpty()) {
      Event next = events.remove();
      now = next.at();
      next.action().run();
    }
    if (working == 0 && waiting > 0) {
      throw new IllegalStateException(
          waiting + " threads wait for what will never happen: nothing is scheduled any more");
    }
  }

  private final class VirtualSignal<T> implements Signal<T> {
    private @Nullable T value;
    private boolean complete;
    private boolean expired;
    private boolean awaited;
    private Optional<Event> expiry = Optional.empty();

    @Override
    public boolean complete(T newValue) {
      synchronized (VirtualTimeline.this) {
        if (complete || expired) {
          return false;
        }
        value = newValue;
        complete = true;
        expiry.ifPresent(events::remove);
        wake();
        return true;
      }
    }

    @Override
    public boolean isComplete() {
      synchronized (VirtualTimeline.this) {
        return complete;
      }
    }

    private void expire() {
      if (!complete && !expired) {
        expired = true;
        wake();
      }
    }

    /** The waiting thread counts as working from here on, before it has even woken up. */
    private void wake() {
      if (awaited) {
        waiting--;
        working++;
        VirtualTimeline.this.notifyAll();
      }
    }
  }
}
