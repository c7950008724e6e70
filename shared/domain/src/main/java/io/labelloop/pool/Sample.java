package io.labelloop.pool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The {@code k} smallest of many things by an order that does not depend on where they came from: a
 * uniform sample where the order is a {@link SeededOrder}, and mergeable over shards. Of things
 * with one id, the one with the smaller content hash stays. Each addition costs {@code O(log k)};
 * memory is {@code O(k)}.
 */
public final class Sample<T> {
  private final int capacity;
  private final Comparator<T> order;
  private final Function<T, ItemId> id;
  private final ToLongFunction<T> contentHash;
  private final PriorityQueue<T> largestFirst;
  private final Map<ItemId, T> held = new HashMap<>();

  /**
   * @param order smaller things are kept; it must tell things with different ids apart
   */
  public Sample(
      int capacity, Comparator<T> order, Function<T, ItemId> id, ToLongFunction<T> contentHash) {
    this.capacity = capacity;
    this.order = order;
    this.id = id;
    this.contentHash = contentHash;
    this.largestFirst = new PriorityQueue<>(order.reversed());
  }

  /** A uniform sample of items. */
  public static Sample<Item> uniform(int capacity, SeededOrder order) {
    return new Sample<>(
        capacity,
        Comparator.comparing(Item::id, order),
        Item::id,
        item -> DuplicateIds.hash(item.content()));
  }

  /** Offers a thing. */
  public void add(T thing) {
    T same = held.get(id.apply(thing));
    if (same != null) {
      if (Long.compareUnsigned(contentHash.applyAsLong(thing), contentHash.applyAsLong(same))
          >= 0) {
        return;
      }
      largestFirst.remove(same);
      held.remove(id.apply(same));
    } else if (largestFirst.size() >= capacity) {
      if (capacity == 0 || order.compare(thing, largestFirst.element()) >= 0) {
        return;
      }
      held.remove(id.apply(largestFirst.remove()));
    }
    largestFirst.add(thing);
    held.put(id.apply(thing), thing);
  }

  /** The largest that is kept, once there is no room for a larger one; nothing before. */
  public Optional<T> limit() {
    return largestFirst.size() < capacity
        ? Optional.empty()
        : Optional.ofNullable(largestFirst.peek());
  }

  /** How many are kept at most. */
  public int capacity() {
    return capacity;
  }

  /** What was kept, smallest first. */
  public List<T> toList() {
    var all = new ArrayList<>(largestFirst);
    all.sort(order);
    return all;
  }
}
