package io.labelloop.campaign;

/**
 * What automatic labels must hold.
 *
 * @param precision the share of them that must be right, in {@code (.5, 1)}
 * @param confidence the probability with which that has to hold, in {@code (.5, 1)}
 * @param perClass whether it has to hold for the labels of each class
 * @param annotationsPerItem how often an audited item is asked
 */
public record AutoLabelSpec(
    double precision, double confidence, boolean perClass, int annotationsPerItem) {}
