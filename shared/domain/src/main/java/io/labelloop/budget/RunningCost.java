package io.labelloop.budget;

/**
 * What AWS itself costs, by service: an estimate beside the ledger, never a part of it.
 *
 * @param lambda functions
 * @param stepFunctions state transitions
 * @param s3 requests; storage is not counted
 */
public record RunningCost(Money lambda, Money stepFunctions, Money s3) {
  /** All services together. */
  public Money total() {
    return lambda.plus(stepFunctions).plus(s3);
  }
}
