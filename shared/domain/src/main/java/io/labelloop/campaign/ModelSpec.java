package io.labelloop.campaign;

/** Which model learns. */
public record ModelSpec(TrainerSpec trainer) {}
