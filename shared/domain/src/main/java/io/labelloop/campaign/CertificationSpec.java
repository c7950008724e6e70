package io.labelloop.campaign;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The certification stream, and what is claimed from it.
 *
 * @param size the number of items, where the file gives one; else a rule decides
 * @param annotationsPerItem how often each is asked
 * @param claimFor whom the claim is about
 * @param perClass whether each class's precision and recall is bounded as well
 * @param audit how the labels themselves are audited, if they are
 */
public record CertificationSpec(
    OptionalInt size,
    int annotationsPerItem,
    ClaimFor claimFor,
    boolean perClass,
    Optional<Audit> audit) {

  /** What an accuracy claim is about. */
  public enum ClaimFor {
    /** The population that the pool was drawn from. */
    POPULATION,
    /** The items of the pool that the model was not trained on. */
    POOL;

    /** The name in campaign files. */
    public String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * A second panel for a share of the certification items, which measures the error of their
   * labels.
   *
   * @param share in {@code (0, 1]}
   * @param annotationsPerItem how many further annotators label each of them
   */
  public record Audit(double share, int annotationsPerItem) {}
}
