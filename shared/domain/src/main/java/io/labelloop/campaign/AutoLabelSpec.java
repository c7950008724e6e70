package io.labelloop.campaign;

/**
 * The precision that automatic labels must have, and the probability with which that has to hold.
 */
public record AutoLabelSpec(double precision, double confidence) {}
