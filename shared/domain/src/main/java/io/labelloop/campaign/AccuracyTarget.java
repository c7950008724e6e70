package io.labelloop.campaign;

/** An accuracy to certify, and the probability with which the certificate has to hold. */
public record AccuracyTarget(double target, double confidence) {}
