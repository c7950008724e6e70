package io.labelloop.campaign;

/**
 * Which model learns.
 *
 * @param search whether its hyper-parameters are chosen by cross-validation in every round
 */
public record ModelSpec(TrainerSpec trainer, boolean search) {}
