package io.labelloop.portal;

import io.labelloop.campaign.PortalSpec;
import java.time.Duration;
import java.time.Instant;

/**
 * How long an item is kept for a person: three times their median time, within the campaign's
 * limits; for prefetched items no longer than five minutes.
 */
record LeaseTimes(Duration current, Duration prefetched) {
  private static final Duration MOST_PREFETCHED = Duration.ofMinutes(5);
  private static final int MEDIANS = 3;

  static LeaseTimes of(PortalSpec spec, Desk desk) {
    Duration wanted =
        desk.medianTime().map(median -> median.multipliedBy(MEDIANS)).orElse(spec.leaseMax());
    Duration current = min(max(wanted, spec.leaseMin()), spec.leaseMax());
    return new LeaseTimes(current, min(current, MOST_PREFETCHED));
  }

  /** The end of a lease that begins now. */
  Instant until(boolean isCurrent, Instant now) {
    return now.plus(isCurrent ? current : prefetched);
  }

  /** Whether a lease has so little left that it is worth a write to renew it. */
  boolean due(Instant until, boolean isCurrent, Instant now) {
    return until.isBefore(now.plus((isCurrent ? current : prefetched).dividedBy(2)));
  }

  private static Duration min(Duration left, Duration right) {
    return left.compareTo(right) <= 0 ? left : right;
  }

  private static Duration max(Duration left, Duration right) {
    return left.compareTo(right) >= 0 ? left : right;
  }
}
