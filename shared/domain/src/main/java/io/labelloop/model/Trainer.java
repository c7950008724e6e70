package io.labelloop.model;

import io.labelloop.pool.Item;
import java.util.List;

/** What a campaign's {@code trainer} names: how items become vectors, and a way of learning. */
public interface Trainer {
  /**
   * Fits the feature space to a sample of the pool.
   *
   * @param sample at least one item; the caller's order is canonical, so the result is reproducible
   */
  FeatureSpace fitFeatures(List<Item> sample);

  /**
   * Reads what {@link FeatureSpace#toBytes} wrote.
   *
   * @throws UnreadableModelException if the bytes are truncated, of another kind, or of a newer
   *     version
   */
  FeatureSpace readFeatures(byte[] stored);
}
