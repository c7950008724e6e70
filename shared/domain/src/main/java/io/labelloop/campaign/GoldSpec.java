package io.labelloop.campaign;

import java.util.List;
import java.util.Optional;

/**
 * Items whose answers are known, with which annotators are measured.
 *
 * @param share how many of the answers that are asked for are about hidden gold items, in {@code
 *     [0, 0.5]}
 * @param location a file or folder with the pool's columns and one more, relative to the campaign
 *     file
 * @param label the column with the known label
 * @param items those that stand in the campaign file
 */
public record GoldSpec(
    double share, Optional<String> location, String label, List<GoldItem> items) {
  /** How much of the work is gold where a campaign file does not say. */
  public static final double USUAL_SHARE = 0.05;

  /** With fewer hidden items nothing can be said of anybody. */
  public static final int FEWEST = 5;

  /** From this many on, posteriors are calibrated by them, and the method may be chosen. */
  public static final int ENOUGH = 50;

  public GoldSpec {
    items = List.copyOf(items);
  }

  /** The items of the campaign file that are hidden among the others. */
  public List<GoldItem> hidden() {
    return items.stream().filter(item -> !item.training()).toList();
  }

  /** The items of the campaign file that people practise on. */
  public List<GoldItem> training() {
    return items.stream().filter(GoldItem::training).toList();
  }
}
