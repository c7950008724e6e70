package io.labelloop.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Hands notifications on, with the moods that a service may have: each once and in order, each
 * twice and shuffled, or none at all.
 */
public final class Delivery {
  /** How notifications arrive. */
  public enum Mood {
    ONCE,
    TWICE_AND_SHUFFLED,
    LOST
  }

  private final Consumer<String> to;
  private final List<String> waiting = new ArrayList<>();
  private volatile Mood mood = Mood.ONCE;
  private int toLose;
  private int lost;

  public Delivery(Consumer<String> to) {
    this.to = to;
  }

  public void mood(Mood next) {
    this.mood = next;
  }

  /** Loses the next notifications, whatever the mood. */
  public synchronized void loseNext(int count) {
    this.toLose = count;
    this.lost = 0;
  }

  /** How many were lost since {@link #loseNext}. */
  public synchronized int lost() {
    return lost;
  }

  synchronized void add(String notification) {
    if (lost < toLose) {
      lost++;
    } else {
      waiting.add(notification);
    }
  }

  /** Hands on what is waiting. */
  void deliver() {
    List<String> batch;
    synchronized (this) {
      batch = new ArrayList<>(waiting);
      waiting.clear();
    }
    switch (mood) {
      case ONCE -> batch.forEach(to);
      case TWICE_AND_SHUFFLED -> {
        batch.addAll(List.copyOf(batch));
        Collections.shuffle(batch, new Random(7));
        batch.forEach(to);
      }
      case LOST -> {
        // nobody hears of it
      }
    }
  }
}
