package io.labelloop.campaign;

/**
 * How many annotations an item gets: at least {@code min}, and more, up to {@code max}, while the
 * posterior of its label is below {@code confidence}.
 */
public record Redundancy(int min, int max, double confidence) {}
