package io.labelloop.workflow.document;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What people ordered while a campaign ran, oldest first. Orders are added and never removed; none
 * is added once the campaign has made its last decision.
 *
 * @param closed whether no order is taken any more
 */
public record CampaignOrders(int version, List<Order> orders, boolean closed) {
  public static final int VERSION = 1;

  private static final CampaignOrders NONE = new CampaignOrders(VERSION, List.of(), false);

  public CampaignOrders {
    orders = List.copyOf(orders);
  }

  /** What can be ordered. */
  public enum Kind {
    /** Decide nothing after the round that runs, until it is resumed. */
    PAUSE,
    /** Go on. */
    RESUME,
    /** End after the round that runs, with what there is. */
    STOP,
    /** Ask again about some of the items whose labels are doubtful, in the next round. */
    REVIEW
  }

  /**
   * An order.
   *
   * @param by who gave it
   * @param at when
   * @param items of a review, how many at most
   */
  public record Order(Kind kind, String by, Instant at, Optional<Integer> items) {
    private static final int LONGEST_NAME = 100;

    public Order {
      mistakeIn(by)
          .ifPresent(
              mistake -> {
                throw new IllegalArgumentException(mistake);
              });
    }

    /** What is wrong with the name of who gives an order. */
    public static Optional<String> mistakeIn(String by) {
      return by.isBlank()
              || by.length() > LONGEST_NAME
              || by.codePoints()
                  .anyMatch(
                      c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT)
          ? Optional.of(
              "who gives an order is named with 1 to "
                  + LONGEST_NAME
                  + " characters, none of which is a control character")
          : Optional.empty();
    }
  }

  /** What was ordered in a campaign so far. */
  public static CampaignOrders of(DocumentStore documents, CampaignKeys keys) {
    return of(documents.findBytes(keys.orders()));
  }

  /** Reads the stored form, or no orders where there is none. */
  public static CampaignOrders of(Optional<byte[]> stored) {
    return stored.map(content -> JsonCodec.read(content, CampaignOrders.class)).orElse(NONE);
  }

  /** The same and one more. */
  public CampaignOrders with(Order order) {
    var all = new ArrayList<>(orders);
    all.add(order);
    return new CampaignOrders(VERSION, all, closed);
  }

  /** The same, and no more is taken. */
  public CampaignOrders close() {
    return new CampaignOrders(VERSION, orders, true);
  }

  /** The order to stop, if there is one. */
  public Optional<Order> stop() {
    return orders.stream().filter(order -> order.kind() == Kind.STOP).findFirst();
  }

  /** The pause that holds now; a resumed or stopped campaign has none. */
  public Optional<Order> pause() {
    if (stop().isPresent()) {
      return Optional.empty();
    }
    return orders.reversed().stream()
        .filter(order -> order.kind() == Kind.PAUSE || order.kind() == Kind.RESUME)
        .findFirst()
        .filter(order -> order.kind() == Kind.PAUSE);
  }

  /**
   * The latest review that was ordered among some of the orders.
   *
   * @param from index of the first of them
   * @param to index behind the last of them
   */
  public Optional<Order> review(int from, int to) {
    return orders.subList(Math.min(from, to), Math.min(to, orders.size())).reversed().stream()
        .filter(order -> order.kind() == Kind.REVIEW)
        .findFirst();
  }
}
