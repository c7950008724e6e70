package io.labelloop.campaign;

import java.util.Locale;

/** Who answers. */
public enum WorkforceType {
  PORTAL,
  GROUND_TRUTH,
  MECHANICAL_TURK,
  SIMULATED;

  /** The name in a campaign file, such as {@code ground-truth}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Whether one can say who is asked. Ground Truth's and Mechanical Turk's people choose by
   * themselves.
   */
  public boolean choosesAnnotators() {
    return this == PORTAL || this == SIMULATED;
  }
}
