package io.labelloop.local.asl;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Time as it passes, for campaigns in which people answer. */
public final class RealTimeline implements Timeline, AutoCloseable {
  private final InstantSource clock = InstantSource.system();
  private final ScheduledExecutorService events =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("timeline").factory());

  @Override
  public Instant instant() {
    return clock.instant();
  }

  @Override
  public void schedule(Instant at, Runnable action) {
    long millis = Math.max(0, Duration.between(instant(), at).toMillis());
    Future<?> unused = events.schedule(action, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void enter() {
    // time does not ask who works
  }

  @Override
  public void leave() {
    // time does not ask who works
  }

  @Override
  public <T> Signal<T> signal() {
    return new RealSignal<>(new CompletableFuture<>());
  }

  @Override
  public <T> T await(Signal<T> signal, Optional<Instant> deadline) throws TimeoutException {
    CompletableFuture<T> future = ((RealSignal<T>) signal).future();
    try {
      if (deadline.isEmpty()) {
        return future.get();
      }
      long millis = Math.max(0, Duration.between(instant(), deadline.get()).toMillis());
      return future.get(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    events.shutdownNow();
  }

  private record RealSignal<T>(CompletableFuture<T> future) implements Signal<T> {
    @Override
    public boolean complete(T value) {
      return future.complete(value);
    }

    @Override
    public boolean isComplete() {
      return future.isDone();
    }
  }
}
