package io.labelloop.consolidation;

/**
 * How an iteration ended.
 *
 * @param iterations how many were made; 1 for a method that needs no iteration
 * @param converged whether it ended by itself and not at the largest number of iterations
 */
public record Convergence(int iterations, boolean converged) {}
